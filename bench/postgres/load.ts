import { Client } from 'pg'
import { CopyIn } from '../../local/engines/postgres/copy-in.ts'
import type { BenchTable } from '../dataset.ts'
import type { Access } from '../job.ts'
import { lines } from '../lines.ts'

/** Rows of one statement. */
const chunk = 20_000

export async function load(
  access: Access,
  table: BenchTable,
  onRows: (rows: number) => void,
): Promise<void> {
  let [next, written] = [0, 0]
  const worker = async (): Promise<void> => {
    const client = new Client(access)
    await client.connect()
    try {
      // A superuser's way to leave the foreign keys unchecked.
      await client.query('SET session_replication_role = replica')
      while (next < table.rows) {
        const [from, to] = [next, Math.min(table.rows, next + chunk)]
        next = to
        const copy = await CopyIn.begin(
          client,
          `COPY ${table.name} (${table.columns.join(', ')}) FROM STDIN`,
        )
        for (const part of lines(table, from, to)) await copy.write(part)
        await copy.end()
        onRows((written += to - from))
      }
    } finally {
      await client.end()
    }
  }
  // One makes rows while the other's are being written.
  await Promise.all([worker(), worker()])
}
