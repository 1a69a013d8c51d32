import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../../functions/engines/database.ts'
import type { Engine, Name } from '../seed/engines.ts'
import { openDatabase, root } from '../seed/root.ts'
import { name } from './kept-scene.ts'

/** What a query comes to, by its number. */
export type Asked = (query: () => Promise<unknown>, number: number) => Promise<unknown>

/** A second connection to a server, and what became of it. */
export function secondOn(engine: Engine<Name>, asked: Asked = (query) => query(), database = name) {
  const seen = { opened: 0, queries: 0, running: 0, closed: 0, failures: [] as string[] }
  const open = async (): Promise<Database> => {
    seen.opened++
    const real = await openDatabase({ ...root(engine), database })
    return {
      ...real,
      async query(statement) {
        seen.running++
        try {
          return (await asked(() => real.query(statement), ++seen.queries)) as never
        } finally {
          seen.running--
        }
      },
      execute: () => assert.fail('the second connection wrote'),
      transaction: () => assert.fail('the second connection began a transaction'),
      async close() {
        await real.close()
        await sleep(20)
        seen.closed++
      },
    }
  }
  const failed = (why: unknown) => void seen.failures.push(String(why))
  return { seen, of: { open, failed, longest: 5_000 } }
}
