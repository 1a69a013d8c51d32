import { DatabaseTrouble, type Row } from '../database.ts'
import type { Sql } from '../dialect.ts'
import type { Answer, Connection } from './driver.ts'
import { limitSaid } from './limit-time.ts'
import { betweenStatements } from './ora-text.ts'
import { explaining, planRows } from './plan.ts'
import { numberOf, ofInsert } from './translate-error.ts'

/**
 * ms for which a statement that writes or locks may wait for others: the server has no limit for
 * it. SKIP LOCKED passes by rows that others hold, and still waits for a table that is locked whole
 * (SQL Language Reference, "SELECT", "Note on the WAIT and SKIP LOCKED Clauses").
 */
const patience = 10_000
const waits = /^(INSERT|DELETE) | FOR UPDATE\b/

/** What ANALYZE … VALIDATE STRUCTURE finds wrong, rather than an error of its own. */
const faults = ['ORA-01498', 'ORA-01499', 'ORA-01578']

/**
 * @param autoCommit outside a transaction: a statement that writes without saying so, as EXPLAIN
 * PLAN does, must not begin one.
 */
export async function query(
  connection: Connection,
  { text, values }: Sql,
  autoCommit: boolean,
): Promise<readonly Row[]> {
  const limit = limitSaid(text)
  if (limit !== null) connection.callTimeout = limit
  try {
    const answer = await patiently(connection, text, () =>
      connection.execute(text, values, { autoCommit }),
    )
    // Its rows stand in a table of the session's own.
    if (text.startsWith(explaining))
      return rowsOf(await connection.execute(planRows, [], { autoCommit }))
    return rowsOf(answer)
  } catch (error) {
    if (text.startsWith('ANALYZE TABLE ') && faults.includes(numberOf(error)))
      return [{ said: (error as Error).message.split('\n')[0] ?? '' }]
    throw error
  }
}

/** Rows affected. */
export async function execute(
  connection: Connection,
  statement: Sql,
  autoCommit: boolean,
): Promise<number> {
  const limit = limitSaid(statement.text)
  if (limit !== null) connection.callTimeout = limit
  try {
    return await patiently(connection, statement.text, async () => {
      let affected = 0
      for (const { text, values } of apart(statement))
        affected += (await connection.execute(text, values, { autoCommit })).rowsAffected ?? 0
      return affected
    })
  } catch (error) {
    throw statement.text.startsWith('INSERT ') ? ofInsert(error) : error
  }
}

/** Gives a statement up that others keep waiting. */
async function patiently<T>(
  connection: Connection,
  text: string,
  work: () => Promise<T>,
): Promise<T> {
  if (!waits.test(text)) return work()
  const before = connection.callTimeout
  connection.callTimeout = before === 0 ? patience : Math.min(before, patience)
  try {
    return await work()
  } catch (error) {
    if (numberOf(error) !== 'NJS-123') throw error
    throw new DatabaseTrouble(
      'lock timeout',
      `a statement waited for others longer than ${patience / 1000} s`,
      { cause: error },
    )
  } finally {
    connection.callTimeout = before
  }
}

/** The statements of a text that has several, each with its own values, counted from one. */
function apart({ text, values }: Sql): readonly Sql[] {
  if (!text.startsWith('INSERT ')) return [{ text, values }]
  let at = 0
  return text.split(betweenStatements).map((one) => {
    let own = 0
    const numbered = one.replace(/:\d+/g, () => `:${++own}`)
    const part = { text: numbered, values: values.slice(at, at + own) }
    at += own
    return part
  })
}

function rowsOf({ rows = [], metaData = [] }: Answer): readonly Row[] {
  return rows.map((row) =>
    Object.fromEntries(metaData.map(({ name }, at) => [name, textOf(row[at])])),
  )
}

/** A value as text; bytes as hexadecimal digits. */
function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (Buffer.isBuffer(value)) return value.toString('hex')
  return String(value)
}
