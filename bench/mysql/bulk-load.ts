import { Readable } from 'node:stream'
import { createConnection, type ConnectionOptions } from 'mysql2/promise'
import type { BenchTable } from '../dataset.ts'
import { lines } from '../lines.ts'

/** Rows of one statement, which is one transaction: a large one would fill the undo log. */
const chunk = 20_000

export async function bulkLoad(
  access: ConnectionOptions,
  table: BenchTable,
  onRows: (rows: number) => void,
): Promise<void> {
  let [next, written] = [0, 0]
  const worker = async (): Promise<void> => {
    const connection = await createConnection(access)
    try {
      await connection.query('SET SESSION unique_checks = 0, foreign_key_checks = 0')
      while (next < table.rows) {
        const [from, to] = [next, Math.min(table.rows, next + chunk)]
        next = to
        await connection.query({
          sql:
            `LOAD DATA LOCAL INFILE 'rows' INTO TABLE ${table.name} CHARACTER SET latin1 ` +
            `(${table.columns.join(', ')})`,
          infileStreamFactory: () => Readable.from(lines(table, from, to)),
        })
        onRows((written += to - from))
      }
    } finally {
      await connection.end()
    }
  }
  // One makes rows while the other's are being written.
  await Promise.all([worker(), worker()])
}
