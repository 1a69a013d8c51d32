import assert from 'node:assert/strict'
import type { RowDataPacket } from 'mysql2/promise'
import type { ErrorName } from '../../functions/contract/errors.ts'
import { clientOf } from '../seed/postgres-connection.ts'
import { quotes, type Place } from './quoted.ts'
import { onPostgres } from './scene.ts'
import { connection, purgeRun, type Asked, type Ended } from './whole-run.ts'

/** A CRC over every row of every table of production, or a digest. */
export async function checksums(): Promise<readonly [string, string][]> {
  if (onPostgres) return digests()
  const [tables] = await connection.query<RowDataPacket[]>(
    "SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'apim' AND " +
      "TABLE_TYPE = 'BASE TABLE' ORDER BY 1",
  )
  const [sums] = await connection.query<RowDataPacket[]>(
    `CHECKSUM TABLE ${tables.map(({ name }) => `\`${String(name)}\``).join(', ')} EXTENDED`,
  )
  return sums.map(({ Table, Checksum }) => [String(Table), String(Checksum)] as const)
}

async function digests(): Promise<readonly [string, string][]> {
  const client = clientOf(connection) ?? assert.fail()
  const { rows } = await client.query<{ name: string }>(
    "SELECT quote_ident(relname) AS name FROM pg_class WHERE relkind = 'r' AND " +
      "relnamespace = 'public'::regnamespace ORDER BY 1",
  )
  const sums: [string, string][] = []
  for (const { name } of rows) {
    const { rows: found } = await client.query<{ sum: string }>(
      `SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) AS sum FROM ${name} t`,
    )
    sums.push([name, String(found[0]?.sum)])
  }
  return sums
}

export interface Proof extends Asked {
  /** By what stops the run: what would have gone wrong. */
  readonly proves: Readonly<Record<string, string>>
  readonly error: ErrorName
  readonly place: Place
  /** See quotes. */
  readonly perhaps?: string
  /**
   * What somebody does to production when the run comes to a state: it is to be as it was after
   * that.
   */
  readonly meanwhile?: { readonly at: string; readonly work: () => Promise<unknown> }
}

/**
 * The run is stopped by these checks and by no other, production is as it was, and no clone is
 * left.
 */
export async function stops({
  proves,
  error,
  place,
  perhaps,
  meanwhile,
  ...asked
}: Proof): Promise<Ended> {
  let before = await checksums()
  const ended = await purgeRun({
    ...asked,
    async onState(state) {
      await asked.onState?.(state)
      if (state !== meanwhile?.at) return
      await meanwhile.work()
      before = await checksums()
    },
  })
  assert.equal(ended.error?.name, error, ended.error?.message)
  assert.ok(!ended.states.includes('PurgeProduction'), ended.states.join())
  assert.deepEqual(await checksums(), before, 'production is as it was, row for row')
  assert.deepEqual(
    ended.clones.filter((id) => id.startsWith('drydock-')),
    [],
  )
  quotes(place, proves, ended, perhaps)
  return ended
}
