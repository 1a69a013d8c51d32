import type { PlannedRule } from '../../functions/contract/steps.ts'
import type { WallTimes } from '../../functions/contract/wall-times.ts'
import type { Database } from '../../functions/engines/database.ts'
import type { Dialect } from '../../functions/engines/dialect.ts'
import { readSchema, type Schema } from '../../functions/engines/schema.ts'
import { bindRules } from '../../functions/rules/bind.ts'
import type { BoundRules } from '../../functions/rules/bound.ts'
import { rules } from '../../functions/rules/rules.ts'
import { fixedSize, rangeSize } from '../../functions/walk/range-size.ts'
import type { Walk } from '../../functions/walk/walk.ts'
import type { Store, Value } from '../../local/engines/store.ts'
import { loadSchema, type SchemaVersion } from '../../local/schema/schemas.ts'
import { clock } from '../seed/clock.ts'
import { inStore, keysOff } from '../seed/in-database.ts'
import { root } from '../seed/root.ts'
import type { Engine, Name } from '../seed/start-engines.ts'

/** A database of any engine with a version's schema, and Drydock's own connection to it. */
export interface StoreBench {
  readonly name: string
  /** The application's connection: it may write what it likes, zero dates and orphans too. */
  readonly store: Store
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

export async function onStore(
  engine: Engine<Name>,
  name: string,
  version: SchemaVersion,
  work: (bench: StoreBench) => Promise<void>,
): Promise<void> {
  await inStore(engine, name, async (store) => {
    await loadSchema(store, version)
    await keysOff(store)
    const { dialect, ...address } = root(engine)
    const database = await dialect.open({ ...address, database: name })
    const schema = () => readSchema(database, dialect, name)
    try {
      await work({
        name,
        store,
        database,
        dialect,
        schema,
        bind: async (planned, times) => bindRules(rules, planned, await schema(), times),
        along: (rows, spent = () => false) => ({
          database,
          dialect,
          clock,
          size: rows === undefined ? rangeSize(250, 50) : fixedSize(rows),
          share: 1,
          spent,
        }),
      })
    } finally {
      await database.close()
    }
  })
}

/** Fills a table anew. */
export async function refill(
  store: Store,
  table: string,
  rows: readonly Readonly<Record<string, Value>>[],
): Promise<void> {
  await store.run(`DELETE FROM ${table}`)
  const columns = Object.keys(rows[0] ?? {})
  if (columns.length > 0)
    await store.allowingZeroTimes(() =>
      store.insert(
        table,
        columns,
        rows.map((row) => columns.map((column) => row[column] ?? null)),
      ),
    )
}

/** What a column holds, as texts in order. */
export const valuesOf = async (store: Store, table: string, column: string): Promise<string[]> =>
  (await store.select({ table, columns: [column] })).map(([value]) => String(value)).sort()
