import type { Row } from '../../../functions/engines/database.ts'
import { catalogueAnswers } from './catalogue.ts'

/** What a stub is told, and in which of its sessions. */
export interface Asked {
  readonly text: string
  readonly session: number
}

type Script = readonly (readonly [part: string, rows: (asked: Asked) => readonly Row[]])[]

const catalogue = catalogueAnswers('apim-4.4.0')
const tables = catalogue.flatMap(([part, rows]) =>
  part === 'AS "parted"' ? rows.map(({ name }) => name ?? '') : [],
)
const wall = () => new Date().toISOString().replace('T', ' ').replace('Z', '')
const settings = {
  ...{ version: '19.25.0.0.0', timezone: '+00:00', supplemental: 'NO', cpu_count: '2' },
  ...{ NLS_CHARACTERSET: 'AL32UTF8', NLS_NCHAR_CHARACTERSET: 'AL16UTF16', compatible: '19.0.0' },
}
const readiness: Row = {
  ...{ role: 'PRIMARY', mode: 'READ WRITE', supplemental: 'NO', archived: 'ARCHIVELOG' },
  ...{ flashback: 'NO', retention: '900', too_old: '0', recovery: '0', undo: '12' },
}

/** What is another thing than usual. */
export interface Otherwise {
  readonly undo?: Row
  /** The schema is there, and holds nothing. */
  readonly tables?: 'none'
}

/**
 * What an empty schema of API Manager 4.4.0 says on a healthy server, by a part of each question's
 * text. Nobody has read these answers from a server: they are what the statements ask.
 * @param host of the server that says it.
 * @param otherwise answers in place of these.
 */
export function emptySchema(host: string, otherwise: Otherwise): Script {
  const holders = new Map<string, number>()
  const take = ({ text, session }: Asked): readonly Row[] => {
    const [, lock = ''] = /REQUEST\((\d+)/.exec(text) ?? []
    const holder = holders.get(lock) ?? session
    holders.set(lock, holder)
    return [{ got: holder === session ? '0' : '1' }]
  }
  const rows =
    (...found: readonly Row[]) =>
    () =>
      found
  return [
    ["'USERENV', 'SID'", rows({ id: '77' })],
    ['DBA_SCHEDULER_GLOBAL_ATTRIBUTE', rows({ value: 'FALSE' })],
    ['DBA_SCHEDULER_JOBS', rows()],
    ['AS "owns"', rows(...tables.map((name) => ({ name, granted: 'DELETE,SELECT' })))],
    [
      'SYSTIMESTAMP',
      () => [{ version: settings.version, utc: wall(), here: wall(), zone: '+00:00' }],
    ],
    ['SERVER_HOST', rows({ own: `${host} ORCL_A ORCL` })],
    ['NETWORK_PROTOCOL', rows({ protocol: 'tcps' })],
    [
      'FROM V$PARAMETER WHERE NAME IN',
      rows(...Object.entries(settings).map(([name, value]) => ({ name, value }))),
    ],
    ['AS "too_old"', rows({ ...readiness, ...otherwise.undo })],
    ['FROM V$LOG l', rows({ used: '25' })],
    ['AS "got"', take],
    ['SELECT 1 AS "one"', rows({ one: '1' })],
    ['AS "total" FROM V$', rows({ total: '1' })],
    ['SELECT COUNT(*) AS "total"', rows({ total: '0', hash: '0' })],
    ['AS "unit"', rows(...(catalogue.find(([part]) => part === 'DBA_TAB_COLS')?.[1] ?? []))],
    ...catalogue
      .filter(([part]) => otherwise.tables !== 'none' || part === 'FROM DBA_USERS')
      .map(([part, found]) => [part, rows(...found)] as const),
  ]
}
