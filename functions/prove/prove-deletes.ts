import { ask, DatabaseTrouble } from '../engines/database.ts'
import type { Table } from '../engines/schema.ts'
import { referring } from '../purge/children-by-reference.ts'
import { named } from '../purge/named.ts'
import { childrenOf, inOrder, joinOf, old, type Known, type Shape } from './shape.ts'

/** Rows that another session holds are passed by, or waited for in vain. */
export async function others({ bench, table, same }: Shape, rows: readonly Known[]) {
  const { database, beside, dialect } = bench
  const [held, ...free] = rows.filter(({ key }) => !key.includes(null)).slice(0, 5)
  if (held === undefined) return
  const [one, all] = [named(table, [held]), named(table, [held, ...free])]
  await beside.transaction(async (holder) => {
    await ask(holder, dialect.rows.lock(one, null))
    const found = await database
      .transaction((within) => ask(within, dialect.rows.lock(all, null)))
      .catch((error: unknown) => {
        // A server that cannot pass by.
        if (error instanceof DatabaseTrouble && error.kind === 'lock timeout') return free
        throw error
      })
    // Of rows that share a key the others may be held with it.
    const without = table.unique ? free : found.filter(({ hash }) => hash !== held.hash)
    same('rows.lock beside another session', inOrder(without), inOrder(found))
  })
}

const hangingOn = (rows: readonly Known[]): number =>
  rows.reduce((sum, { number }) => sum + childrenOf(number), 0)

/** Deletes named rows, with what hangs on them by statement, or by the foreign key alone. */
export async function deleted(on: Shape, rows: readonly Known[], child: Table | undefined) {
  const { bench, table, same } = on
  const { database, dialect } = bench
  const some = rows.filter(({ number }) => number % 4 === 1)
  const of = named(table, some)
  same(
    'rows.deleteRows, none',
    0,
    await database.execute(dialect.rows.deleteRows(of, { is: 'number', column: 'N', below: 0n })),
  )
  if (child !== undefined) {
    const joins = [joinOf(on, child)]
    const byReference = referring(table, child, joins)
    const half = byReference === null ? 0 : Math.ceil(some.length / 2)
    const [direct, joined] = [some.slice(0, half), some.slice(half)]
    if (byReference !== null) {
      const statement = dialect.rows.deleteRows(byReference(named(table, direct)), null)
      const gone = await database.execute(statement)
      same('rows.deleteRows of children by what they refer to', hangingOn(direct), gone)
    }
    const gone = await database.execute(dialect.rows.deleteChildren(named(table, joined), joins))
    same('rows.deleteChildren', hangingOn(joined), gone)
  }
  same('rows.deleteRows', some.length, await database.execute(dialect.rows.deleteRows(of, old)))
  const last = rows.find(({ number }) => number === 2)
  if (last !== undefined)
    same(
      'rows.deleteRows of one',
      1,
      await database.execute(dialect.rows.deleteRows(named(table, [last]), null)),
    )
  const left = rows.filter((row) => !some.includes(row) && row !== last)
  const found = await ask(database, dialect.rows.find(named(table, rows), null))
  same('rows.find of what is left', inOrder(left), inOrder(found))
  if (child !== undefined) {
    // With the one that hangs on nothing.
    same('cascade', hangingOn(left) + 1, await ask(database, dialect.countAll(child.name)))
  }
}
