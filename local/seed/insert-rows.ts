import type { Connection } from 'mysql2/promise'
import type { Row } from './seeded-table.ts'

const rowsPerStatement = 1000
const statementsPerTransaction = 20

/** Bulk insert: statements of many rows, transactions of many statements. */
export async function insertRows(
  connection: Connection,
  table: string,
  columns: readonly string[],
  rows: Iterable<Row>,
): Promise<number> {
  const names = columns.map((column) => `\`${column}\``).join(', ')
  const insert = `INSERT INTO \`${table}\` (${names}) VALUES ?`
  let written = 0
  let statements = 0
  let batch: Row[] = []
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return
    if (statements % statementsPerTransaction === 0) await connection.beginTransaction()
    await connection.query(insert, [batch])
    statements += 1
    written += batch.length
    batch = []
    if (statements % statementsPerTransaction === 0) await connection.commit()
  }
  try {
    for (const row of rows) {
      batch.push(row)
      if (batch.length === rowsPerStatement) await flush()
    }
    await flush()
    await connection.commit()
  } catch (error) {
    await connection.rollback()
    throw error
  }
  return written
}
