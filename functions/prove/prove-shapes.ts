import { readSchema, type Table } from '../engines/schema.ts'
import type { Bench } from './bench.ts'
import { mustBe } from './not-proven.ts'
import { putIn } from './plain-rows.ts'
import { changed } from './prove-changes.ts'
import { deleted, others } from './prove-deletes.ts'
import { children, rowsByName } from './prove-named.ts'
import { walked } from './prove-walk.ts'
import { alone, childrenOf, madeOf, old, waiting, type Shape } from './shape.ts'
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
  await rowsByName(on, rows)
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
