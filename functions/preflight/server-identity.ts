import { shownCount, plural, quantity } from '../contract/quantity.ts'
import { createHash } from 'node:crypto'
import { NamedError } from '../contract/errors.ts'
import type { ServerIdentity } from '../contract/server-identity.ts'
import type { SourcePlan } from '../contract/steps.ts'
import type { Dialect } from '../engines/dialect.ts'
import { every } from '../engines/expression.ts'
import { ask, type Database } from '../engines/database.ts'
import { findTable } from '../application/catalogue.ts'
import type { Schema, Table } from '../engines/schema.ts'
import { newestToken, wall } from './zone-witness.ts'

/** Columns with values unique to the installation, in tables that no rule deletes from. */
const unlike = [
  ['IDN_OAUTH_CONSUMER_APPS', 'CONSUMER_KEY'],
  ['AM_API', 'API_UUID'],
  ['AM_APPLICATION', 'UUID'],
  ['UM_USER', 'UM_USER_ID'],
] as const

/** The number of rows to compare. */
const witnesses = 10
/**
 * ms by which the newest token may be older than before: users log out, and replaced tokens may be
 * deleted.
 */
const slack = 3_600_000

const hashOf = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 16)

interface Asked {
  readonly database: Database
  readonly dialect: Dialect
  readonly schema: Schema
  /** RDS's. */
  readonly resource: string
}

/** How production is recognized from now on. */
export async function identityOf({
  database,
  dialect,
  schema,
  resource,
}: Asked): Promise<ServerIdentity> {
  const own = await ownIdentity(database, dialect)
  for (const [name, column] of unlike) {
    const table = findTable(schema, name, [column])
    if (table === null || table.key.length === 0) continue
    const keys = await ask(
      database,
      dialect.keys(table.name, table.key, { low: null, high: null }, every(), witnesses),
    )
    const rows = await valuesOf(database, dialect, table, column, keys)
    if (rows.length > 0) return { resource, own, witnesses: { table: table.name, rows } }
  }
  return { resource, own, witnesses: null }
}

const ownIdentity = async (database: Database, { server }: Dialect): Promise<string> =>
  hashOf(await ask(database, server.identity))

async function valuesOf(
  database: Database,
  dialect: Dialect,
  { name, key }: Table,
  column: string,
  keys: readonly (readonly string[])[],
) {
  if (keys.length === 0) return []
  const parts = key.map((part) => ({ name: part.name, as: 'text' as const }))
  const rows = await ask(
    database,
    dialect.readByKey(name, parts, keys, [...parts, { name: column, as: 'text' }]),
  )
  return rows.map((row) => ({
    key: key.map((_, at) => row[at] ?? ''),
    hash: hashOf(row[key.length] ?? ''),
  }))
}

/**
 * Whether the server that answers is the planned one. RDS may now have another instance under the
 * name (a switchover, a restore), and the name may resolve elsewhere. Members of a cluster and
 * standbys identify themselves differently: there the data must be the planned data, and no older.
 * @throws NamedError OtherServer
 */
export async function refuseOtherServer(
  { database, dialect, schema, resource }: Asked,
  { name, times, server: planned }: SourcePlan['databases'][number],
): Promise<void> {
  if (planned === undefined) return
  if (resource !== planned.resource)
    throw other(name, `its resource ID in RDS is ${resource}, but was ${planned.resource}`)
  const { table: owner, rows: then } = planned.witnesses ?? { table: '', rows: [] }
  const [, column = ''] = unlike.find(([table]) => table === owner.toUpperCase()) ?? []
  const table = findTable(schema, owner.toUpperCase(), [column])
  if (table !== null && then.length > 0) {
    const keys = then.map(({ key }) => key)
    const now = await valuesOf(database, dialect, table, column, keys)
    const same = then.filter(({ key, hash }) =>
      now.some((row) => row.hash === hash && row.key.join() === key.join()),
    ).length
    if (same * 2 < then.length)
      throw other(
        name,
        `of ${quantity(then.length, 'row')} of ${owner} that existed, ${shownCount(same)} ` +
          `${plural(same, 'is', 'are')} unchanged`,
      )
  }
  if (planned.own === (await ownIdentity(database, dialect))) return
  const newest = await newestToken(database, dialect, schema, Date.now())
  if (times.newest !== null && (newest === null || wall(newest) < wall(times.newest) - slack))
    throw other(
      name,
      `it is another server process, and its newest token is from ${newest ?? 'no time'}, but ` +
        `was from ${times.newest}`,
    )
}

const other = (name: string, why: string): NamedError =>
  new NamedError(
    'OtherServer',
    `The server that answers for ${name} in production is not the one that this run was ` +
      `planned for: ${why}. This step has changed nothing; anything that PurgeProduction ` +
      'deleted before was deleted from the planned server and is in its account. Check where ' +
      'the endpoint leads (a switchover, a restore under the old name, DNS), then start the ' +
      'execution again.',
  )

/**
 * Whether two sessions belong to one server, whatever its addresses: each sees a lock that the
 * other takes. Nothing else is touched, and nobody waits.
 */
export async function isSameServer(
  one: Pick<Database, 'query'>,
  two: Pick<Database, 'query'>,
  dialect: Dialect,
  lock: string,
): Promise<boolean> {
  await ask(one, dialect.takeLock(lock))
  return (await ask(two, dialect.server.lockHolder(lock))) !== null
}
