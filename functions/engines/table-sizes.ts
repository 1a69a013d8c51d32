import type { Dialect } from './dialect.ts'
import type { Database } from './database.ts'

/** The server's own estimates of rows (`total`) and bytes a row (`length`), by the table's name in capitals. */
export async function tableSizes(
  database: Pick<Database, 'query'>,
  dialect: Dialect,
  name: string,
): Promise<ReadonlyMap<string, { readonly total: number; readonly length: number }>> {
  const rows = await database.query(dialect.server.sizes(name))
  return new Map(
    rows.map((row) => [
      (row.name ?? '').toUpperCase(),
      { total: Number(row.total), length: Number(row.length) },
    ]),
  )
}
