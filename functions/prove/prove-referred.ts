import { ask } from '../engines/database.ts'
import type { Join } from '../engines/dialect.ts'
import type { MadeTable } from '../engines/scratch.ts'
import { readSchema, same, type Schema, type Table } from '../engines/schema.ts'
import { named } from '../purge/named.ts'
import type { Bench } from './bench.ts'
import { mustBe } from './not-proven.ts'
import { putIn, readKnown } from './plain-rows.ts'
import type { Value } from './values.ts'

/** By a key that is not the primary one, as with the scopes of device codes, and may be NULL. */
const parent: MadeTable = {
  name: 'REFERRED',
  columns: [
    { name: 'A', kind: 'integer' },
    { name: 'CODE', kind: 'text', nullable: true },
  ],
  primary: ['A'],
  unique: ['CODE'],
  indexes: {},
}
const child: MadeTable = {
  name: 'REFERRING',
  columns: [
    { name: 'M', kind: 'integer' },
    { name: 'CODE', kind: 'text', nullable: true },
  ],
  primary: ['M'],
  indexes: { OF_CODE: ['CODE'] },
  parent: { table: 'REFERRED', on: { CODE: 'CODE' } },
}
const [codes, hanging]: readonly [readonly Value[], readonly Value[]] = [
  [null, '', 'c1', 'c2'],
  ['', 'c1', 'c1', null],
]

/**
 * What hangs on rows by a unique key that takes NULL: on NULL nothing does, on an empty text what
 * names it, unless the server takes the two for one. Answers how many answers were compared.
 * @throws NamedError EngineNotProven
 */
export async function proveReferred(bench: Bench): Promise<number> {
  const { database, dialect, scratch, name } = bench
  for (const made of [parent, child]) await database.execute(scratch.table(made))
  const schema = await readSchema(database, dialect, name)
  const [high, low] = [tableOf(schema, parent.name), tableOf(schema, child.name)]
  await put(bench, high, codes)
  await put(bench, low, hanging)
  const code = high.columns.find((column) => same(column.name, 'CODE'))
  const held = code && scratch.holds(code)
  const asStored = (value: Value) =>
    value === '' && held?.is === 'text' && held.emptyIsNull === true ? null : value
  const counted = (of: Value) =>
    hanging.filter((value) => asStored(value) !== null && asStored(value) === asStored(of)).length
  const rows = await readKnown(bench, high)
  const of = named(high, rows)
  const on: Join = { table: low.name, on: { CODE: 'CODE' }, indexes: ['OF_CODE'] }
  const said = 'a unique key that takes NULL'
  const expected = codes.map((value, at) => `${at} ${counted(value)}`)
  await database.transaction(async (within) => {
    const found = await ask(within, dialect.rows.lockChildren(of, [on], low.columns))
    const counts = codes.map((_, at) => {
      const one = found.find(({ key }) => key[0] === String(at))
      return `${at} ${one?.sum.rows ?? 0}`
    })
    mustBe('rows.lockChildren', said, expected, counts)
    const referred = { table: high.name, columns: ['CODE'], index: undefined }
    const others = await ask(within, dialect.rows.lockReferred(of, [], referred))
    mustBe('rows.lockReferred', said, [], others)
  })
  const some = rows.filter(({ key }) => key[0] !== '3')
  const total = codes.slice(0, 3).reduce((sum, value) => sum + counted(value), 0)
  const deleteChildren = dialect.rows.deleteChildren(named(high, some), [on])
  mustBe('rows.deleteChildren', said, total, await database.execute(deleteChildren))
  const left = await ask(database, dialect.countAll(low.name))
  mustBe('countAll of what is left', said, hanging.length - total, left)
  for (const table of [low, high]) await database.execute(scratch.dropTable(table.name))
  return 4
}

function tableOf({ tables }: Schema, name: string): Table {
  const found = tables.find((table) => same(table.name, name))
  if (found === undefined) throw new TypeError('unreachable: the table was made')
  return found
}

/** Rows numbered from 0. */
async function put(bench: Bench, table: Table, values: readonly Value[]): Promise<void> {
  const columns = table.columns.map(({ name }) => ({ name, as: 'text' as const }))
  const rows = values.map((value, at) => [String(at), value])
  const { taken } = await putIn(bench, { table, columns, rows })
  mustBe('insert', table.name, values.length, taken.length)
}
