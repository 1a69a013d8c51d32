import type { Store } from '../engines/store.ts'
import { digestBystanders } from './bystanders.ts'
import type { SeededTable } from './seeded-table.ts'
import { seededTables, type Truth } from './truth.ts'

export interface Difference {
  readonly table: string
  /** The table's key, its columns joined by "/"; "*" for the table as a whole. */
  readonly key: string
  readonly kind: 'should be gone' | 'should be there' | 'changed'
}

const most = 10
const pageRows = 10_000

/**
 * Reads a table's columns as text in pages along its key, so that a table of any size takes little
 * memory.
 */
async function* read(
  store: Store,
  { table, columns, key, wide }: SeededTable,
): AsyncGenerator<(string | null)[]> {
  let after: (string | null)[] | undefined
  for (;;) {
    const rows = await store.page({
      table,
      columns,
      key,
      ...(wide === undefined ? {} : { wide }),
      after,
      limit: pageRows,
    })
    yield* rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < pageRows) return
    after = key.map((column) => last[columns.indexOf(column)] ?? null)
  }
}

async function verifyTable(
  store: Store,
  table: SeededTable,
  changed: ReadonlySet<string>,
  purged: boolean,
): Promise<Difference[]> {
  const found: Difference[] = []
  const add = (at: number, kind: Difference['kind']): void => {
    if (found.length >= most) return
    const row = table.row(at)
    found.push({
      table: table.table,
      key: table.key.map((column) => row[table.columns.indexOf(column)]).join('/'),
      kind,
    })
  }
  const free = (at: number): boolean =>
    changed.size > 0 && table.tokens(at).some((token) => changed.has(token))
  const stays = (at: number): boolean => !purged || table.verdict(at) === 'alive'
  const seen = new Uint8Array(table.rows)
  for await (const row of read(store, table)) {
    const at = table.find(table.key.map((column) => row[table.columns.indexOf(column)] ?? ''))
    // A row the application made since.
    if (at === undefined || !table.exists(at)) continue
    seen[at] = 1
    if (free(at)) continue
    if (!stays(at)) add(at, 'should be gone')
    else if (table.row(at).some((value, i) => value !== row[i])) add(at, 'changed')
  }
  for (let at = 0; at < table.rows && found.length < most; at += 1) {
    if (seen[at] === 0 && table.exists(at) && stays(at) && !(purged && free(at)))
      add(at, 'should be there')
  }
  return found
}

/**
 * Compares the database after a run with what the seed knows: at most ten differences a table, none
 * when all is right. `changedByClient`: seeded tokens that the application refreshed meanwhile; for
 * them, and what hangs on them, both fates are right after a purge. Without one (`purged` false)
 * every row has to be there, theirs too, since the application deletes none, and only theirs may
 * have changed.
 */
export async function verifyTruth(
  store: Store,
  truth: Truth,
  changedByClient: ReadonlySet<string>,
  purged = true,
): Promise<Difference[]> {
  const differences: Difference[] = []
  for (const table of seededTables(truth))
    differences.push(...(await verifyTable(store, table, changedByClient, purged)))
  const now = new Map(
    (await digestBystanders(store, truth.schema)).map((digest) => [digest.table, digest]),
  )
  for (const { table, rows, digest } of truth.bystanders) {
    const found = now.get(table)
    if (found?.digest !== digest)
      differences.push({
        table,
        key: `* (${rows} rows then, ${found?.rows ?? 0} now)`,
        kind: 'changed',
      })
  }
  return differences
}
