import assert from 'node:assert/strict'
import type { Connection, RowDataPacket } from 'mysql2/promise'
import { openDatabase } from '../seed/root.ts'
import type { PurgeProgress } from '../../functions/contract/evidence.ts'
import { bindRules } from '../../functions/rules/bind.ts'
import { purge } from '../../functions/purge/purge.ts'
import { rules } from '../../functions/rules/rules.ts'
import { readSchema } from '../../functions/engines/schema.ts'
import { dialects } from '../engines/dialects.ts'
import { storeOf } from '../seed/in-database.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import type { Keep } from '../../functions/archive/keep-rows.ts'
import { addApp, addTokens } from '../seed/plain-tokens.ts'
import { planned } from './planned.ts'
import { fixedSize } from '../../functions/walk/range-size.ts'

const token = (at: number) => `t${String(at).padStart(5, '0')}`
const isDead = (at: number) => at % 3 !== 0

/** A new database's tokens: of every three two are dead; each has a scope, which hangs on it. */
export async function seedTokens(connection: Connection, rows: number): Promise<void> {
  await loadSchema(storeOf(connection), 'apim-2.5.0')
  await fillTokens(connection, rows)
}

/** In place of those that are there. */
export async function fillTokens(connection: Connection, rows: number): Promise<void> {
  for (const table of ['IDN_OAUTH2_ACCESS_TOKEN', 'IDN_OAUTH_CONSUMER_APPS'])
    await connection.query(`DELETE FROM ${table}`)
  await addApp(connection)
  await addTokens(connection, {
    rows,
    state: (at) => (isDead(at) ? 'REVOKED' : 'ACTIVE'),
    id: token,
    endless: true,
  })
  await connection.query(
    'INSERT INTO IDN_OAUTH2_ACCESS_TOKEN_SCOPE (TOKEN_ID, TOKEN_SCOPE, TENANT_ID) VALUES ?',
    [Array.from({ length: rows }, (_, at) => [token(at), 'read', -1234])],
  )
}

/** Every row of both tables, whole. */
export async function tokenRows(connection: Connection): Promise<string[]> {
  const rows: string[] = []
  for (const table of ['IDN_OAUTH2_ACCESS_TOKEN', 'IDN_OAUTH2_ACCESS_TOKEN_SCOPE'])
    rows.push(
      ...(
        await connection.query<RowDataPacket[]>(`SELECT * FROM ${table} ORDER BY TOKEN_ID`)
      )[0].map((row) => JSON.stringify(row)),
    )
  return rows
}

/** Those of them that live, by what the seed knows. */
export const living = (rows: readonly string[]): string[] =>
  rows.filter((row) => !isDead(Number(/"t(\d{5})"/.exec(row)?.[1])))

/** Each dead row counted once, and no other. */
export function assertCounted({ deleted }: Pick<PurgeProgress, 'deleted'>, rows: number): void {
  const dead = Array.from({ length: rows }, (_, at) => at).filter(isDead).length
  assert.deepEqual(
    Object.fromEntries(
      deleted
        .filter((entry) => entry.rows > 0)
        .map((entry) => [entry.table.toUpperCase(), entry.rows]),
    ),
    { IDN_OAUTH2_ACCESS_TOKEN: dead, IDN_OAUTH2_ACCESS_TOKEN_SCOPE: dead },
  )
}

export interface Interrupted {
  readonly at: { readonly host: string; readonly port: number }
  readonly engine: string
  readonly password: string
  readonly database: string
  readonly user?: string
  readonly from?: PurgeProgress | null
  /** Before each batch. */
  readonly onBatch?: (steps: number) => Promise<void>
  readonly checkpoint?: ((progress: PurgeProgress) => Promise<void>) | undefined
  readonly onTrouble?: (kind: string) => void
  readonly keep?: Keep
  /** The end of the call's time. */
  readonly ending?: AbortSignal
}

/**
 * A purge in batches of 20 rows that waits for a fifth of a second at most before it tries again.
 */
export async function purgeThrough({
  at,
  engine,
  password,
  database: name,
  user = 'root',
  from = null,
  onBatch,
  checkpoint,
  onTrouble,
  ending,
  keep,
}: Interrupted): Promise<PurgeProgress> {
  const dialect = dialects[engine.toLowerCase()]
  assert.ok(dialect)
  const database = await openDatabase({
    ...at,
    user,
    password,
    database: name,
    dialect,
    tls: false,
    ending,
  })
  const clock = {
    now: () => performance.now(),
    sleep: (ms: number) => new Promise<void>((done) => setTimeout(done, Math.min(ms, 200))),
    random: Math.random,
  }
  let steps = 0
  try {
    const bound = bindRules(
      rules,
      planned(new Date('2026-11-24T07:00:00Z')),
      await readSchema(database, dialect, name),
    )
    const along = {
      database,
      dialect,
      clock,
      size: fixedSize(20),
      share: 1,
      spent: () => ending?.aborted === true,
      permit: async () => (await onBatch?.(steps++), { go: true as const, share: 1 }),
      onTrouble: ({ kind }: { kind: string }) => onTrouble?.(kind),
    }
    return (
      await purge(along, bound, from, () => undefined, {
        ...(checkpoint && { checkpoint }),
        ...(keep && { keep }),
      })
    ).progress
  } finally {
    await database.close()
  }
}
