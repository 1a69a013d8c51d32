import type { Row } from '../../../functions/engines/database.ts'
import type { Asked } from './tds-peer.ts'
import { catalogueAnswers } from './vendor-schema.ts'

type Rows = (asked: Asked, session: number) => readonly Row[]
type Script = readonly (readonly [part: string, rows: Rows])[]

const catalogue = catalogueAnswers(['apim-2.5.0'])
const tables = catalogue
  .flatMap(([part, rows]) => (part === 'AS partitioned' ? rows : []))
  .map(({ name }) => name ?? '')
const wall = () => new Date().toISOString().replace('T', ' ').replace('Z', '')

const settings: Row = {
  ...{ version: '16.0.4165.4', edition: 'Standard Edition (64-bit)', recovery: 'FULL', rcsi: '1' },
  ...{ snapshots: 'OFF', durability: 'DISABLED', level: '160', read_only: '0', state: 'ONLINE' },
  ...{ collation: 'SQL_Latin1_General_CP1_CI_AS', waits: 'NOTHING', cdc: '0', published: '0' },
  ...{ ansi: '0', learns: '1', updates: 'READ_WRITE', mirrored: '0', cores: '2' },
}
const rights: Row = {
  ...{ may_select: '1', may_delete: '1', may_insert: '0', may_update: '0', may_alter: '1' },
  ...{ may_control: '0', sees: '1', jobs: '1', defines: '1', plans: '1', keeps: '0' },
  ...{ creates: '0', super: '0', logins: '0' },
}

/**
 * What an empty database of API Manager 2.5.0 says on a healthy server, by a part of each
 * question's text. Nobody has read these answers from a server: they are what the statements ask.
 * @param otherwise answers in place of these.
 */
export function emptyDatabase(otherwise: {
  readonly settings?: Row
  readonly used?: string
}): Script {
  const holders = new Map<string | null | undefined, number>()
  const take: Rows = ({ values: [resource] }, session) => {
    const holder = holders.get(resource)
    if (holder === undefined) holders.set(resource, session)
    return [{ got: holder === undefined || holder === session ? '0' : '-1' }]
  }
  return [
    ...catalogue.map(([part, rows]) => [part, () => rows] as const),
    ['NOT (s.name = ', () => []],
    ['AS may_select', () => tables.map((name) => ({ name, ...rights }))],
    ['HAS_PERMS_BY_NAME(@p1', () => [{ may: '1' }]],
    ["HAS_PERMS_BY_NAME('msdb.dbo.sysjobs'", () => [{ may: '1' }]],
    ['AS recovery', () => [{ ...settings, ...otherwise.settings }]],
    ['used_log_space_in_percent', () => [{ used: otherwise.used ?? '12.50' }]],
    ['sys.dm_server_services', () => [{ runs: '1' }]],
    ['sp_getapplock', take],
    [
      'AS utc',
      () => [{ version: '16.0.4165.4 Standard Edition (64-bit)', zone: 'UTC', ...clock() }],
    ],
    ['SELECT 1 AS one', () => [{ one: '1' }]],
    ['COUNT(*) AS total FROM sys.dm_exec_requests', () => [{ total: '1' }]],
    ['sys.dm_tran_current_transaction', () => [{ total: '0' }]],
    ['SELECT COUNT_BIG(*) AS total', () => [{ total: '0', hash: '0' }]],
  ]
}

const clock = (): Row => ({ utc: wall(), here: wall() })
