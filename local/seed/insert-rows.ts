import type { Store } from '../engines/store.ts'
import type { Row } from './seeded-table.ts'

const rowsPerStatement = 1000
const statementsPerTransaction = 20

/** Bulk insert: statements of many rows, transactions of many statements. */
export async function insertRows(
  store: Store,
  table: string,
  columns: readonly string[],
  rows: Iterable<Row>,
): Promise<number> {
  let written = 0
  let statements = 0
  let batch: Row[] = []
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return
    if (statements % statementsPerTransaction === 0) await store.begin()
    await store.insert(table, columns, batch)
    statements += 1
    written += batch.length
    batch = []
    if (statements % statementsPerTransaction === 0) await store.commit()
  }
  try {
    for (const row of rows) {
      batch.push(row)
      if (batch.length === rowsPerStatement) await flush()
    }
    await flush()
    if (statements % statementsPerTransaction !== 0) await store.commit()
  } catch (error) {
    await store.rollback()
    throw error
  }
  return written
}
