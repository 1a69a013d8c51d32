import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TableSize } from '../../functions/contract/space.ts'
import { DatabaseTrouble, type Database } from '../../functions/engines/database.ts'
import type { Dialect } from '../../functions/engines/dialect.ts'
import { rebuild } from '../../functions/reclaim/rebuild.ts'

const minute = 60_000
const size: TableSize = { table: 'T', data: 1, index: 1, free: 1 }
const lost = new DatabaseTrouble('connection lost', 'the server has gone away')
const locked = new DatabaseTrouble('lock timeout', 'Lock wait timeout exceeded')

/**
 * A server on which each rebuild takes so long and then fails so; one whose connection is lost goes
 * on, and holds the claim, until its session is ended.
 */
function scene(took: number, error: Error, answersAgain = true) {
  let [now, sessions, holder] = [0, 0, null as string | null]
  const said: string[] = []
  let session = ''
  const connected: Database = {
    query: async () => [],
    async execute({ text }) {
      if (text !== 'rebuild') return 0
      said.push(`rebuild in ${session}`)
      now += took
      session = ''
      if (error !== lost) holder = null
      throw error
    },
  } as Partial<Database> as Database
  const question = (read: () => unknown) => ({ text: '', values: [], read })
  const own = () => (session ||= `s${++sessions}`)
  const dialect = {
    takeLock: () =>
      question(() => {
        if (session === '' && !answersAgain && sessions > 0) throw lost
        if (holder !== null && holder !== own()) return false
        holder = own()
        return true
      }),
    server: {
      lockHolder: () => question(() => (holder === null ? null : { id: holder })),
      space: () => question(() => [size]),
    },
    upkeep: {
      waitForTable: () => ({ text: 'wait', values: [] }),
      rebuild: () => ({ text: 'rebuild', values: [] }),
      session: question(own),
      tidy: async () => undefined,
      endSession: async (_: Database, id: string) => {
        said.push(`end ${id}`)
        if (holder === id) holder = null
      },
    },
  } as unknown as Dialect
  const rebuilding = rebuild({
    along: {
      database: connected,
      dialect,
      clock: {
        now: () => now,
        async sleep(milliseconds) {
          now += milliseconds
          // The watch beside the statement sleeps as well.
          await new Promise((done) => setImmediate(done))
        },
        random: () => 0.5,
      },
    },
    name: 'apim',
    asked: true,
    size,
    beside: async () => ({ ...connected, close: async () => undefined }),
    limit: Number.POSITIVE_INFINITY,
    tooLong: 'it takes too long',
    refused: async () => null,
    left: new Set(),
  })
  return { rebuilding, said, holds: () => holder }
}

test('a rebuild whose connection is lost after hours does not go on unwatched, and is not begun again', async () => {
  const { rebuilding, said, holds } = scene(120 * minute, lost)
  const { after, reason } = await rebuilding
  assert.equal(after, null)
  assert.equal(holds(), null, 'the server still rebuilds')
  assert.deepEqual(said, ['rebuild in s1', 'end s1'])
  assert.match(reason, /gone away/)
})

test('one whose own connection does not come back is ended through another', async () => {
  const { rebuilding, said, holds } = scene(120 * minute, lost, false)
  assert.equal((await rebuilding).after, null)
  assert.equal(holds(), null, 'the server still rebuilds')
  assert.deepEqual(said, ['rebuild in s1', 'end s1'])
})

test('one that is kept out at the end of hours is not begun six times', async () => {
  const { rebuilding, said } = scene(120 * minute, locked)
  const { reason } = await rebuilding
  assert.deepEqual(said, ['rebuild in s1'])
  assert.match(reason, /^another session locked the table as the rebuild was to end, after 120 min/)
})
