import { Request, TYPES, type Connection } from 'tedious'
import type { Row } from '../database.ts'
import type { Sql } from '../dialect.ts'
import { valueOf } from './values.ts'

/** Letters up to which a text is declared as one of fixed length; every other is of any. */
const [short, any] = [4000, 2 ** 31 - 1]

/** How texts and bytes are declared: of few lengths, since each makes another plan. */
function bind(request: Request, values: Sql['values']): void {
  for (const [at, value] of values.entries()) {
    const name = `p${at + 1}`
    if (Buffer.isBuffer(value))
      request.addParameter(name, TYPES.VarBinary, value, {
        length: value.length > 8000 ? any : 8000,
      })
    else
      request.addParameter(name, TYPES.NVarChar, value, {
        length: (value?.length ?? 0) > short ? any : short,
      })
  }
}

/**
 * Tells the server one text, and answers the rows of its last result that has any column.
 * @param limit ms after which the driver gives the statement up; 0 for none.
 */
export function told(
  connection: Connection,
  { text, values }: Sql,
  limit = 0,
): Promise<readonly Row[]> {
  return new Promise((resolve, reject) => {
    let rows: Row[] = []
    const request = new Request(text, (error) => {
      if (error === undefined || error === null) resolve(rows)
      else reject(error)
    })
    request.setTimeout(limit)
    request.on('columnMetadata', () => {
      rows = []
    })
    request.on('row', (columns: readonly Parameters<typeof valueOf>[0][]) => {
      rows.push(Object.fromEntries(columns.map((one) => [one.metadata.colName, valueOf(one)])))
    })
    if (values.length === 0) {
      // A batch: what it sets holds for the session.
      connection.execSqlBatch(request)
      return
    }
    bind(request, values)
    connection.execSql(request)
  })
}
