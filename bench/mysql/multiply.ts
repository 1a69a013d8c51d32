import { createConnection, type ConnectionOptions } from 'mysql2/promise'
import type { BenchTable } from '../dataset.ts'

/** A column's value in the copy of the number that is bound. */
function copied(column: string): { readonly text: string; readonly binds: boolean } {
  if (/^(TOKEN_ID|CODE_ID|ACCESS_TOKEN|REFRESH_TOKEN|AUTHORIZATION_CODE)$/.test(column))
    return { text: `LEFT(SHA2(CONCAT(${column}, ?), 256), 36)`, binds: true }
  if (/^(AUTHZ_USER|SUBJECT_IDENTIFIER)$/.test(column))
    return { text: `CONCAT(${column}, '-', ?)`, binds: true }
  if (/_HASH$/.test(column) && column !== 'TOKEN_SCOPE_HASH')
    return {
      text: `CONCAT('{"hash":"', SHA2(CONCAT(${column}, ?), 256), '","algorithm":"SHA-256"}')`,
      binds: true,
    }
  return { text: column, binds: false }
}

export async function multiply(
  access: ConnectionOptions,
  table: BenchTable,
  copies: number,
  onCopy: (copies: number) => void,
): Promise<void> {
  if (copies === 1) return
  const first = `first_${table.name}`
  const values = table.columns.map(copied)
  const statement =
    `INSERT INTO ${table.name} (${table.columns.join(', ')}) SELECT ` +
    `${values.map(({ text }) => text).join(', ')} FROM ${first}`
  let next = 1
  const connections = [await createConnection(access), await createConnection(access)]
  for (const connection of connections) {
    await connection.query(
      "SET SESSION unique_checks = 0, foreign_key_checks = 0, sql_log_bin = 0, sql_mode = ''",
    )
    await connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED')
  }
  await connections[0]?.query(`CREATE TABLE ${first} AS SELECT * FROM ${table.name}`)
  await Promise.all(
    connections.map(async (connection) => {
      while (next < copies) {
        const nth = String(next++)
        await connection.query(
          statement,
          values.flatMap(({ binds }) => (binds ? [nth] : [])),
        )
        onCopy(Number(nth))
      }
    }),
  )
  await connections[0]?.query(`DROP TABLE ${first}`)
  for (const connection of connections) await connection.end()
}
