import { ask, DatabaseTrouble } from '../engines/database.ts'
import { named } from '../purge/named.ts'
import { inOrder, madeOf, old, type Known, type Shape } from './shape.ts'

/** A row that another session changes after it was read is judged as it is now, and stays. */
export async function changed({ bench, table, same }: Shape, rows: readonly Known[]) {
  const { database, beside, dialect, scratch, clock } = bench
  const row = rows.find(({ number }) => number % 2 === 1)
  if (row === undefined) return
  const one = named(table, [row])
  const made = (number: number) =>
    scratch.change(table.name, 'MADE', madeOf(number), ['N', String(row.number)])
  await database.transaction(async (within) => {
    const read = await ask(within, dialect.rows.find(one, old))
    same('rows.find before another session changes it', inOrder([row]), inOrder(read))
    same('scratch.change', 1, await beside.execute(made(row.number + 1)))
    const dead = await ask(within, dialect.rows.lock(one, old))
    same('rows.lock of a row that was changed', [], inOrder(dead))
    const [now] = await ask(within, dialect.rows.lock(one, null))
    same('the hash of a row that was changed', false, now === undefined || now.hash === row.hash)
    const { hash } = await ask(within, dialect.rows.lockSum(one, null))
    same('rows.lockSum of a row that was changed', now?.hash, String(hash))
    const gone = await within.execute(dialect.rows.deleteRows(one, old))
    same('rows.deleteRows of a row that was changed', 0, gone)
  })
  await beside.execute(made(row.number))
  // A delete that waits for a row goes by what the row is then.
  let waits: Promise<number> | undefined
  await beside.transaction(async (holder) => {
    await holder.execute(made(row.number + 1))
    waits = database.execute(dialect.rows.deleteRows(one, old)).catch((error: unknown) => {
      // It waited in vain.
      if (error instanceof DatabaseTrouble && error.kind === 'lock timeout') return 0
      throw error
    })
    await clock.sleep(150)
  })
  same('rows.deleteRows that waited for a change', 0, await waits)
  await beside.execute(made(row.number))
  const back = await ask(database, dialect.rows.find(one, old))
  same('rows.find of a row that is as it was', inOrder([row]), inOrder(back))
}
