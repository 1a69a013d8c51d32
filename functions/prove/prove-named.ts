import { ask } from '../engines/database.ts'
import type { Table } from '../engines/schema.ts'
import { referring } from '../purge/children-by-reference.ts'
import { named } from '../purge/named.ts'
import { childrenOf, inOrder, joinOf, old, sumOf, type Known, type Shape } from './shape.ts'

/** Rows that are named one by one: read, found, counted and locked. */
export async function rowsByName({ bench, table, whole, same }: Shape, rows: readonly Known[]) {
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
export async function children(on: Shape, rows: readonly Known[], child: Table) {
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
    const byReference = referring(table, child, joins)?.(of)
    if (byReference !== undefined) {
      const direct = await ask(within, dialect.rows.lockSum(byReference, null))
      const answer = [direct.rows, String(direct.hash)]
      same('rows.lockSum of children by what they refer to', [read.length, all], answer)
    }
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
