import { ask } from '../engines/database.ts'
import { every } from '../engines/expression.ts'
import { readSchema, type Table } from '../engines/schema.ts'
import { named, type Candidate } from '../purge/named.ts'
import { walk } from '../walk/walk.ts'
import { alongOf, type Bench } from './bench.ts'
import { mustBe } from './not-proven.ts'
import { putIn } from './plain-rows.ts'
import { changed } from './prove-changes.ts'
import { deleted, others } from './prove-deletes.ts'
import {
  alone,
  childrenOf,
  inOrder,
  joinOf,
  low,
  madeOf,
  old,
  sumOf,
  waiting,
  type Known,
  type Shape,
} from './shape.ts'
import type { ShapeTable } from './shape-tables.ts'

/**
 * Each statement of the port that names rows, on rows that are known, for one kind of row key.
 * Answers how many answers were compared.
 * @throws NamedError EngineNotProven
 */
export async function proveShape(bench: Bench, shape: ShapeTable): Promise<number> {
  const { database, scratch, dialect, name } = bench
  for (const made of [shape.made, ...(shape.child ? [shape.child] : [])])
    await database.execute(scratch.table(made))
  const { tables } = await readSchema(database, dialect, name)
  const [table, child] = ['SHAPE', 'SHAPE_CHILD'].map((id) =>
    tables.find((one) => one.name.toUpperCase() === id),
  )
  if (table === undefined) throw new TypeError('unreachable: the table was made')
  let compared = 0
  const told = (name_: string) => table.columns.filter(({ name: id }) => id.toUpperCase() === name_)
  const on: Shape = {
    bench,
    shape,
    table,
    whole: {
      columns: [{ name: told('N')[0]?.name ?? 'N', as: 'text' }],
      hashed: table.columns,
      old,
      identity: told('N'),
    },
    same(statement, expected, found) {
      mustBe(`${statement}, by ${shape.of}`, 'rows of the proof', expected, found)
      compared++
    },
  }
  on.same('schema.read', [shape.made.primary !== null, true], [table.unique, table.key.length > 0])
  await fill(on, child)
  const rows = await walked(on)
  await named_(on, rows)
  if (child !== undefined) await children(on, rows, child)
  if (waiting.includes(shape.of)) {
    await others(on, rows)
    await changed(on, rows)
  }
  await deleted(on, rows, child)
  for (const made of [child, table])
    if (made !== undefined) await database.execute(scratch.dropTable(made.name))
  return compared
}

async function fill({ bench, shape, table, same }: Shape, child: Table | undefined) {
  const rows = shape.keys.map((key, number) => [
    ...key,
    String(number),
    madeOf(number),
    number % 4 === 0 ? null : `00ff27${number.toString(16).padStart(4, '0')}`,
  ])
  const columns = [
    ...shape.columns,
    ...(['N', 'MADE'] as const).map((name) => ({ name, as: 'text' as const })),
    { name: 'BODY', as: 'bytes' as const },
  ]
  const { taken } = await putIn(bench, { table, columns, rows })
  same('insert', rows.length, taken.length)
  if (child === undefined) return
  const hanging = shape.keys.flatMap((key, number) =>
    Array.from({ length: childrenOf(number) }, (_, at) => [String(number * 10 + at), ...key]),
  )
  const of = [{ name: 'M', as: 'text' as const }, ...shape.columns]
  const onNothing = [alone, ...shape.columns.map(() => null)]
  const put = await putIn(bench, { table: child, columns: of, rows: [...hanging, onNothing] })
  same('insert of children', hanging.length + 1, put.taken.length)
}

/** Goes along the table a few rows at a time: each row is seen once, by each way of asking. */
async function walked({ bench, shape, table, whole, same }: Shape): Promise<Known[]> {
  const { database, dialect } = bench
  const { name, key, keyIndex } = table
  const found: Known[] = []
  const together = table.unique ? 4 : 1
  await walk(alongOf(bench, together), table, null, async (range) => {
    const read = await ask(
      database,
      dialect.rows.readRange(name, key, keyIndex, range, every(), whole, 100),
    )
    const rows = read.map((row) => ({ number: Number(row.values[0]), ...row }))
    found.push(...rows.map(({ number, key: of, hash }) => ({ number, key: of, hash })))
    if (table.unique && range.high !== null) same('boundary', together, rows.length)
    for (const row of rows) same('readRange, old', row.number % 2 === 1, row.old)
    const dead = rows.filter(({ number }) => number % 2 === 1)
    const wanted = await ask(
      database,
      dialect.rows.candidates(name, key, keyIndex, range, old, [], table.columns, null),
    )
    // Rows that share a key come in any order.
    const names = (all: readonly Candidate[]) =>
      table.unique ? all.map(({ key, hash }) => JSON.stringify([key, hash])) : inOrder(all)
    same('candidates', names(dead), names(wanted))
    const keys = await ask(database, dialect.keys(name, key, range, old, 100))
    const plainly = dead.map((one) => one.key.map((value) => value ?? ''))
    same('keys', plainly, keys)
    const hashes = await ask(database, dialect.hashes(name, key, range, old, table.columns))
    same('hashes', dead.map(({ hash }) => hash).sort(), hashes.map(({ hash }) => hash).sort())
    const classes = await ask(
      database,
      dialect.classify(name, key, range, [{ name: 'low', when: low }], 'high', table.columns, old),
    )
    for (const [of, members] of [
      ['low', rows.filter(({ number }) => number < 10)],
      ['high', rows.filter(({ number }) => number >= 10)],
    ] as const) {
      const one = classes.find((each) => each.name === of)
      const counted = [one?.rows ?? 0, one?.hash ?? '0', one?.other ?? 0]
      const odd = members.filter(({ number }) => number % 2 === 1).length
      same('classify', [members.length, sumOf(members), odd], counted)
    }
  })
  const numbers = found.map(({ number }) => number).sort((a, b) => a - b)
  same(
    'a walk',
    shape.keys.map((_, at) => at),
    numbers,
  )
  same('countAll', shape.keys.length, await ask(database, dialect.countAll(name)))
  same('hashes of different rows', shape.keys.length, new Set(found.map(({ hash }) => hash)).size)
  same(
    'bits of a hash',
    true,
    found.every(({ hash }) => BigInt(hash) >> 60n === 0n),
  )
  return found
}

/** Rows that are named one by one: read, found, counted and locked. */
async function named_({ bench, table, whole, same }: Shape, rows: readonly Known[]) {
  const { database, dialect } = bench
  const some = rows.filter(({ number }) => number % 3 !== 0)
  const dead = some.filter(({ number }) => number % 2 === 1)
  const of = named(table, some)
  const read = await ask(database, dialect.rows.read(of, whole))
  same('rows.read', inOrder(some), inOrder(read))
  same('rows.find', inOrder(dead), inOrder(await ask(database, dialect.rows.find(of, old))))
  same('rows.count', dead.length, await ask(database, dialect.rows.count(of, old)))
  await database.transaction(async (within) => {
    same('rows.lock', inOrder(dead), inOrder(await ask(within, dialect.rows.lock(of, old))))
    const { rows: all, hash } = await ask(within, dialect.rows.lockSum(of, null))
    same('rows.lockSum', [some.length, sumOf(some)], [all, String(hash)])
  })
}

/** What hangs on named rows. */
async function children(on: Shape, rows: readonly Known[], child: Table) {
  const { bench, table, same } = on
  const { database, dialect } = bench
  const some = rows.filter(({ number }) => number % 2 === 0)
  const of = named(table, some)
  const joins = [joinOf(on, child)]
  const columns = [{ name: 'M', as: 'text' as const }]
  const read = await ask(
    database,
    dialect.rows.readChildren(of, joins, columns, child.columns, null),
  )
  const hanging = some.flatMap(({ number, key }) =>
    Array.from({ length: childrenOf(number) }, (_, at) => [String(number * 10 + at), key]),
  )
  const told = read.map(({ values, key }) => [values[0], key])
  same('rows.readChildren', hanging.map(String).sort(), told.map(String).sort())
  const all = String(read.reduce((sum, { hash }) => sum + BigInt(hash), 0n))
  await database.transaction(async (within) => {
    const sum = await ask(within, dialect.rows.lockChildrenSum(of, joins, child.columns))
    same('rows.lockChildrenSum', [read.length, all], [sum.rows, String(sum.hash)])
    const each = await ask(within, dialect.rows.lockChildren(of, joins, child.columns))
    const found = each.map(({ key, sum: one }) => [key, one.rows])
    const expected = some
      .filter(({ number }) => childrenOf(number) > 0)
      .map(({ number, key }) => [key, childrenOf(number)])
    same('rows.lockChildren', expected.map(String).sort(), found.map(String).sort())
  })
  const sizes = await ask(database, dialect.rows.childSizes(of, joins, columns))
  const parents = some.filter(({ number }) => childrenOf(number) > 0).length
  same('rows.childSizes', parents, sizes.filter(({ bytes }) => bytes > 0).length)
}
