import { Client } from 'pg'
import type { BenchTable } from '../dataset.ts'
import type { Access } from '../job.ts'

const digest = (column: string): string =>
  `encode(sha256(convert_to(${column} || $1, 'UTF8')), 'hex')`

/** A column's value in the copy of the number that is bound. */
function copied(column: string): string {
  if (/^(TOKEN_ID|CODE_ID|ACCESS_TOKEN|REFRESH_TOKEN|AUTHORIZATION_CODE)$/.test(column))
    return `left(${digest(column)}, 36)`
  if (/^(AUTHZ_USER|SUBJECT_IDENTIFIER)$/.test(column)) return `${column} || '-' || $1`
  if (/_HASH$/.test(column) && column !== 'TOKEN_SCOPE_HASH')
    return `'{"hash":"' || ${digest(column)} || '","algorithm":"SHA-256"}'`
  return column
}

export async function multiply(
  access: Access,
  table: BenchTable,
  copies: number,
  onCopy: (copies: number) => void,
): Promise<void> {
  if (copies === 1) return
  const first = `first_${table.name}`
  const statement =
    `INSERT INTO ${table.name} (${table.columns.join(', ')}) SELECT ` +
    `${table.columns.map(copied).join(', ')} FROM ${first}`
  let next = 1
  const clients = [new Client(access), new Client(access)]
  for (const client of clients) {
    await client.connect()
    await client.query('SET session_replication_role = replica')
  }
  await clients[0]?.query(`CREATE TABLE ${first} AS SELECT * FROM ${table.name}`)
  await Promise.all(
    clients.map(async (client) => {
      while (next < copies) {
        const nth = String(next++)
        await client.query(statement, [nth])
        onCopy(Number(nth))
      }
    }),
  )
  await clients[0]?.query(`DROP TABLE ${first}`)
  for (const client of clients) await client.end()
}
