import { createHash } from 'node:crypto'
import type { Condition, Store } from '../engines/store.ts'
import type { SchemaEngine } from '../engines/stores.ts'
import type { SchemaVersion } from '../schema/schemas.ts'
import { draw } from './draw.ts'
import { schemaTables } from './schema-tables.ts'
import type { Row } from './seeded-table.ts'
import { consumerApps } from './token-rows.ts'
import { wallTime } from './wall-time.ts'

interface Bystander {
  readonly table: string
  readonly columns: readonly string[]
  readonly rows: (now: number, seed: number) => Row[]
  /**
   * Tells the seed's rows from others' in a table that other seeds or the application write to as
   * well.
   */
  readonly where: readonly Condition[]
}

const count = (rows: number, row: (at: number) => Row): Row[] =>
  Array.from({ length: rows }, (_, at) => row(at))
const year = 365 * 86_400_000

/**
 * Consumer apps first: the tokens refer to them. All of it lives under the rules of every family.
 */
const bystanders: readonly Bystander[] = [
  {
    table: 'IDN_OAUTH_CONSUMER_APPS',
    columns: [
      'ID',
      'CONSUMER_KEY',
      'CONSUMER_SECRET',
      'USERNAME',
      'TENANT_ID',
      'USER_DOMAIN',
      'APP_NAME',
      'OAUTH_VERSION',
      'GRANT_TYPES',
    ],
    rows: () =>
      count(consumerApps, (at) => [
        at + 1,
        `consumer-key-${at + 1}`,
        `consumer-secret-${at + 1}`,
        'admin',
        -1234,
        'PRIMARY',
        `app-${at + 1}`,
        'OAuth-2.0',
        'client_credentials password refresh_token authorization_code',
      ]),
    where: [['ID', '<=', consumerApps]],
  },
  {
    table: 'AM_SUBSCRIBER',
    columns: ['SUBSCRIBER_ID', 'USER_ID', 'TENANT_ID', 'DATE_SUBSCRIBED'],
    rows: (now) => count(20, (at) => [at + 1, `subscriber-${at + 1}`, -1234, wallTime(now - year)]),
    where: [],
  },
  {
    table: 'AM_APPLICATION',
    columns: ['APPLICATION_ID', 'NAME'],
    rows: () => count(consumerApps, (at) => [at + 1, `application-${at + 1}`]),
    where: [],
  },
  {
    table: 'AM_APPLICATION_KEY_MAPPING',
    columns: ['APPLICATION_ID', 'CONSUMER_KEY', 'KEY_TYPE', 'STATE', 'KEY_MANAGER'],
    rows: () =>
      count(consumerApps, (at) => [
        at + 1,
        `consumer-key-${at + 1}`,
        'PRODUCTION',
        'COMPLETED',
        'Resident Key Manager',
      ]),
    where: [],
  },
  {
    table: 'AM_API',
    columns: ['API_ID', 'API_PROVIDER', 'API_NAME', 'API_VERSION', 'CONTEXT'],
    rows: () => count(30, (at) => [at + 1, 'admin', `api-${at + 1}`, '1.0.0', `/api/${at + 1}`]),
    where: [],
  },
  {
    table: 'IDN_OIDC_JTI',
    columns: ['JWT_ID', 'EXP_TIME', 'TIME_CREATED', 'TENANT_ID'],
    rows: (now, seed) =>
      count(500, (at) => [
        `bystander-${at}`,
        wallTime(now + year),
        wallTime(now - (draw(seed, at, 21) % year)),
        -1234,
      ]),
    where: [['JWT_ID', 'starts with', 'bystander-']],
  },
  {
    table: 'IDN_AUTH_SESSION_STORE',
    columns: [
      'SESSION_ID',
      'SESSION_TYPE',
      'OPERATION',
      'SESSION_OBJECT',
      'TIME_CREATED',
      'TENANT_ID',
      'EXPIRY_TIME',
    ],
    rows: (now) =>
      count(500, (at) => [
        `bystander-${at}`,
        'AppAuthFrameworkSessionContextCache',
        'STORE',
        `session object ${at}`,
        `${now - 86_400_000}000001`,
        -1234,
        `${now + year}000001`,
      ]),
    where: [['SESSION_ID', 'starts with', 'bystander-']],
  },
  {
    table: 'REG_ASSOCIATION',
    columns: [
      'REG_ASSOCIATION_ID',
      'REG_SOURCEPATH',
      'REG_TARGETPATH',
      'REG_ASSOCIATION_TYPE',
      'REG_TENANT_ID',
    ],
    rows: () =>
      count(50, (at) => [
        at + 1,
        `/_system/governance/api-${at}`,
        `/_system/governance/service-${at}`,
        'depends',
        -1234,
      ]),
    where: [],
  },
]

/** Those a version has tables for, with the columns it has. */
export function bystandersOf(engine: SchemaEngine, schema: SchemaVersion): readonly Bystander[] {
  const tables = schemaTables(engine, schema)
  return bystanders.flatMap((bystander) => {
    const known = tables.get(bystander.table)
    if (known === undefined) return []
    const kept = bystander.columns.flatMap((column, at) => (known.has(column) ? [at] : []))
    const pick = <T>(all: readonly T[]): T[] => kept.map((at) => all[at] as T)
    return [
      {
        ...bystander,
        columns: pick(bystander.columns),
        rows: (now: number, seed: number) => bystander.rows(now, seed).map(pick),
      },
    ]
  })
}

export interface Digest {
  readonly table: string
  readonly rows: number
  readonly digest: string
}

/** What is in the bystanders' tables now. */
export async function digestBystanders(store: Store, schema: SchemaVersion): Promise<Digest[]> {
  const digests: Digest[] = []
  for (const { table, columns, where } of bystandersOf(store.engine, schema)) {
    const rows = await store.select({ table, columns, where })
    const hash = createHash('sha256')
    for (const row of rows.map((values) => JSON.stringify(values)).sort()) hash.update(`${row}\n`)
    digests.push({ table, rows: rows.length, digest: hash.digest('hex') })
  }
  return digests
}
