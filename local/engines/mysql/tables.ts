import type { Connection, ResultSetHeader, RowDataPacket } from 'mysql2/promise'
import type { Condition, Selection, Tables } from '../store.ts'

export const name = (text: string): string => `\`${text}\``

const asText = (table: string, column: string): string => `CAST(${table}.${name(column)} AS CHAR)`

/** Conditions as text, and their values in its order; TRUE if there are none. */
function conditions(where: readonly Condition[], table = ''): [text: string, values: unknown[]] {
  const values: unknown[] = []
  const texts = where.map(([column, test, value]) => {
    values.push(test === 'starts with' ? `${value}%` : value)
    const operator = { '=': '= ?', '<=': '<= ?', in: 'IN (?)', 'starts with': 'LIKE ?' }[test]
    return `${table}${name(column)} ${operator}`
  })
  return [texts.join(' AND ') || 'TRUE', values]
}

function selectText({ table, columns, where = [], joined, locked }: Selection) {
  const [test, values] = conditions(where, 't.')
  const list = [
    ...columns.map((column) => asText('t', column)),
    ...(joined?.columns ?? []).map((column) => asText('j', column)),
  ]
  const on = joined && `j.${name(joined.on)} = t.${name(joined.on)}`
  const join = joined === undefined ? '' : `LEFT JOIN ${name(joined.table)} j ON ${on}`
  const lock = locked === true ? 'FOR UPDATE' : ''
  return {
    sql: `SELECT ${list.join(', ')} FROM ${name(table)} t ${join} WHERE ${test} ${lock}`,
    values,
    rowsAsArray: true,
  }
}

/** A connection, or a pool that takes one for each statement. */
export const tablesOf = (on: Pick<Connection, 'query'>): Tables => ({
  async select(selection) {
    const [rows] = await on.query<RowDataPacket[][]>(selectText(selection))
    return rows as unknown as (string | null)[][]
  },
  async insert(table, columns, rows) {
    const list = columns.map(name).join(', ')
    await on.query(`INSERT INTO ${name(table)} (${list}) VALUES ?`, [rows])
  },
  async update(table, values, where) {
    const [test, tested] = conditions(where)
    const set = Object.keys(values)
      .map((column) => `${name(column)} = ?`)
      .join(', ')
    const [{ affectedRows }] = await on.query<ResultSetHeader>(
      `UPDATE ${name(table)} SET ${set} WHERE ${test}`,
      [...Object.values(values), ...tested],
    )
    return affectedRows
  },
  async run(statement) {
    const [result] = await on.query<ResultSetHeader>(statement)
    return result.affectedRows
  },
})
