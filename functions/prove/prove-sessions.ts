import { ask, DatabaseTrouble } from '../engines/database.ts'
import type { MadeTable } from '../engines/scratch.ts'
import type { Bench } from './bench.ts'
import { mustBe } from './not-proven.ts'

const table: MadeTable = {
  name: 'SESSIONS',
  columns: [{ name: 'A', kind: 'integer' }],
  primary: ['A'],
  indexes: {},
}

/** Ends the transaction that holds a row. */
class Over extends Error {}

/**
 * Locks by name, and the end of a statement that another session asks for. Answers how many answers
 * were compared.
 * @throws NamedError EngineNotProven
 */
export async function proveSessions(bench: Bench): Promise<number> {
  const { database, beside, dialect, scratch, name } = bench
  const [lock, other] = [`${name} a`, `${name} b`]
  const at = 'two sessions'
  mustBe('takeLock', at, true, await ask(database, dialect.takeLock(lock)))
  mustBe('takeLock of a lock that is held', at, false, await ask(beside, dialect.takeLock(lock)))
  const holder = await ask(beside, dialect.server.lockHolder(lock))
  mustBe('server.lockHolder', at, true, holder !== null)
  mustBe(
    'server.lockHolder of no lock',
    at,
    null,
    await ask(beside, dialect.server.lockHolder(other)),
  )
  mustBe('takeLock of another name', at, true, await ask(beside, dialect.takeLock(other)))
  await database.execute(scratch.table(table))
  let ended = await endedWhileWaiting(bench)
  // What ran out of its own time meanwhile, on a slow server, says nothing.
  for (let again = 0; ended === 'lock timeout' && again < 1; again++)
    ended = await endedWhileWaiting(bench)
  mustBe('upkeep.endStatement', 'a statement that waits', 'ended', ended)
  await database.execute(scratch.dropTable(table.name))
  return 6
}

/** What a statement ends in that waits for another session's row, once it is told to end. */
async function endedWhileWaiting({ back, beside, database, dialect, clock }: Bench) {
  const insert = dialect.insert(table.name, [{ name: 'A', as: 'text' }], [['1']])
  const session = await ask(back, dialect.upkeep.session)
  let ended = 'done'
  await beside
    .transaction(async (holder) => {
      await holder.execute(insert)
      const waits = back.execute(insert).then(
        () => 'done',
        (error: unknown) =>
          error instanceof DatabaseTrouble && error.kind === 'lock timeout'
            ? 'lock timeout'
            : 'ended',
      )
      await clock.sleep(150)
      await dialect.upkeep.endStatement(database, session)
      ended = await waits
      throw new Over()
    })
    .catch((error: unknown) => {
      if (!(error instanceof Over)) throw error
    })
  return ended
}
