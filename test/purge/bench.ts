import assert from 'node:assert/strict'
import type { Connection } from 'mysql2/promise'
import type { PurgeProgress } from '../../functions/contract/evidence.ts'
import type { PlannedRule } from '../../functions/contract/steps.ts'
import type { WallTimes } from '../../functions/contract/wall-times.ts'
import { bindRules } from '../../functions/rules/bind.ts'
import type { BoundRules } from '../../functions/rules/bound.ts'
import type { Database } from '../../functions/engines/database.ts'
import { purge } from '../../functions/purge/purge.ts'
import { rules } from '../../functions/rules/rules.ts'
import { readSchema, type Schema } from '../../functions/engines/schema.ts'
import { fixedSize, rangeSize } from '../../functions/walk/range-size.ts'
import type { Walk } from '../../functions/walk/walk.ts'
import type { Dialect } from '../../functions/engines/dialect.ts'
import { dialects } from '../engines/dialects.ts'
import { loadSchema, type SchemaVersion } from '../../local/schema/schemas.ts'
import { inDatabase, storeOf } from '../seed/in-database.ts'
import { type Engine, type Name, whole } from '../seed/start-engines.ts'
import { clock } from '../seed/clock.ts'

/** A database with a version's schema and Drydock's own connection to it. */
export interface Bench {
  readonly name: string
  /** The application's connection: it may write what it likes, zero dates and orphans too. */
  readonly connection: Connection
  readonly database: Database
  readonly dialect: Dialect
  /** The schema as it is now, read anew. */
  schema(): Promise<Schema>
  bind(planned: readonly PlannedRule[], times?: WallTimes): Promise<BoundRules>
  /**
   * @param rows of a step, always; adapting when absent.
   * @param spent after how many steps; never when absent.
   */
  along(rows?: number, spent?: () => boolean): Walk
}

export interface As {
  readonly user: string
  readonly password: string
  readonly renew?: () => Promise<{ readonly user: string; readonly password: string }>
}

/** Opens Drydock's own connection, as root or as another. */
export async function openAs(
  engine: Engine<Name>,
  name: string,
  as?: As,
): Promise<{ database: Database; dialect: Dialect }> {
  const url = new URL(engine.url ?? '')
  const dialect = dialects[engine.name.toLowerCase()]
  assert.ok(dialect)
  const { user, password, renew }: As = as ?? {
    user: url.username,
    password: decodeURIComponent(url.password),
  }
  return {
    database: await dialect.open({
      host: url.hostname,
      port: Number(url.port),
      user,
      password,
      renew,
      database: name,
      tls: false,
    }),
    dialect,
  }
}

export async function onBench(
  engine: Engine<Name>,
  name: string,
  version: SchemaVersion,
  work: (bench: Bench) => Promise<void>,
): Promise<void> {
  await inDatabase(engine, name, async (connection) => {
    await loadSchema(storeOf(connection), version)
    await connection.query("SET SESSION sql_mode = '', SESSION foreign_key_checks = 0")
    const { database, dialect } = await openAs(engine, name)
    const schema = () => readSchema(database, dialect, name)
    const along: Bench['along'] = (rows, spent = () => false) => ({
      database,
      dialect,
      clock,
      size: rows === undefined ? rangeSize(250, 50) : fixedSize(rows),
      share: 1,
      spent,
    })
    try {
      await work({
        name,
        connection,
        database,
        dialect,
        schema,
        along,
        bind: async (planned, times) => bindRules(rules, planned, await schema(), times),
      })
    } finally {
      await database.close()
    }
  })
}

/**
 * Purges in calls that each end after so many batches of so many rows, as calls of a Lambda
 * function do; says after each.
 */
export async function purgeInCalls(
  { along }: Bench,
  bound: BoundRules,
  cut: { rows: number; steps: number },
  afterEach: () => Promise<void> = async () => undefined,
): Promise<void> {
  for (let from: PurgeProgress | null = null, done = false; !done; ) {
    let steps = 0
    const answer: { done: boolean; progress: PurgeProgress } = await purge(
      along(cut.rows, () => steps >= cut.steps),
      bound,
      from,
      () => void steps++,
    )
    // As between two calls: the progress goes through JSON.
    from = JSON.parse(JSON.stringify(answer.progress)) as PurgeProgress
    done = answer.done
    await afterEach()
  }
}

/** Rows that one more purge deletes. */
export async function purgeAgain({ along }: Bench, bound: BoundRules): Promise<number> {
  const { progress } = await purge(along(), bound, null, () => undefined)
  return progress.deleted.reduce((sum, { rows }) => sum + rows, 0)
}

/**
 * Runs of a property, with other rows each time: a third of them on PostgreSQL, which takes as long
 * again as the others, and half of them in `npm test`.
 */
export const runs = ({ name }: Engine<Name>, of: number): number =>
  Math.ceil(of / (name === 'PostgreSQL' ? 3 : 1) / (whole ? 1 : 3))

/** Fills a table anew. */
export async function fill(
  connection: Connection,
  table: string,
  rows: readonly Readonly<Record<string, string | number | null>>[],
): Promise<void> {
  await connection.query(`DELETE FROM ${table}`)
  const [first] = rows
  if (first === undefined) return
  const columns = Object.keys(first)
  await connection.query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ?`, [
    rows.map((row) => columns.map((column) => row[column] ?? null)),
  ])
}

/** A UTC wall time as WSO2 writes it. */
export const wall = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ')
