import type { ClientBase, Pool, QueryArrayResult } from 'pg'
import type { Condition, Selection, Tables, Value } from '../store.ts'
import { asText, name, read, written } from './values.ts'

/** A statement's values, and the places they get in its text. */
export class Values {
  readonly list: (string | null | (string | null)[])[] = []
  add(value: Value): string {
    return `$${this.list.push(written(value))}`
  }
  addAll(values: readonly Value[]): string {
    return `$${this.list.push(values.map(written))}`
  }
}

export async function texts(
  on: ClientBase | Pool,
  text: string,
  values: readonly unknown[],
): Promise<(string | null)[][]> {
  const { rows, fields }: QueryArrayResult<(string | null)[]> = await on.query({
    text,
    values: [...values],
    rowMode: 'array',
    types: asText,
  })
  return rows.map((row) =>
    row.map((value, at) => {
      const field = fields[at]
      if (field === undefined) throw new TypeError('a value without a column')
      return read(value, field)
    }),
  )
}

/** TRUE if there are none. */
function conditions(where: readonly Condition[], values: Values, table = ''): string {
  const tests = where.map(([column, test, value]) => {
    const left = `${table}${name(column)}`
    if (test === 'in') return `${left} = ANY (${values.addAll(value)})`
    if (test === 'starts with') return `${left} LIKE ${values.add(`${value}%`)}`
    return `${left} ${test} ${values.add(value)}`
  })
  return tests.join(' AND ') || 'TRUE'
}

function selectText(
  { table, columns, where = [], joined, locked }: Selection,
  values: Values,
): string {
  const list = [
    ...columns.map((column) => `t.${name(column)}`),
    ...(joined?.columns ?? []).map((column) => `j.${name(column)}`),
  ]
  const on = joined && `j.${name(joined.on)} = t.${name(joined.on)}`
  const join = joined === undefined ? '' : `LEFT JOIN ${name(joined.table)} j ON ${on}`
  const test = conditions(where, values, 't.')
  const lock = locked === true ? 'FOR UPDATE OF t' : ''
  return `SELECT ${list.join(', ')} FROM ${name(table)} t ${join} WHERE ${test} ${lock}`
}

/** A connection, or a pool that takes one for each statement. */
export const tablesOf = (on: ClientBase | Pool): Tables => ({
  async select(selection) {
    const values = new Values()
    return texts(on, selectText(selection, values), values.list)
  },
  async insert(table, columns, rows) {
    const list = columns.map(name).join(', ')
    // One value for all rows: the protocol takes 65,535 of them at most.
    const records = rows.map((row) =>
      Object.fromEntries(
        columns.map((column, at) => [column.toLowerCase(), written(row[at] ?? null)]),
      ),
    )
    await on.query(
      `INSERT INTO ${name(table)} (${list})
       SELECT ${list} FROM json_populate_recordset(NULL::${name(table)}, $1)`,
      [JSON.stringify(records)],
    )
  },
  async update(table, set, where) {
    const values = new Values()
    const list = Object.entries(set).map(([column, to]) => `${name(column)} = ${values.add(to)}`)
    const test = conditions(where, values)
    const { rowCount } = await on.query(
      `UPDATE ${name(table)} SET ${list.join(', ')} WHERE ${test}`,
      values.list,
    )
    return rowCount ?? 0
  },
  async run(statement) {
    return (await on.query(statement)).rowCount ?? 0
  },
})
