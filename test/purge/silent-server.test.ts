import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { openDatabase } from '../../functions/engines/mysql/connection.ts'
import type { PurgeProgress } from '../../functions/contract/evidence.ts'
import { engines, inDatabase, one } from '../seed/engines.ts'
import { nth, startProxy } from './database-proxy.ts'
import { assertCounted, living, purgeThrough, seedTokens, tokenRows } from './interrupted-purge.ts'
import { root } from '../seed/root.ts'

const rows = 300
const never = (): Promise<'pass'> => new Promise(() => undefined)

for (const engine of engines.filter(one)) {
  for (const [what, hook, start] of [
    ['a delete that is never answered', 'onAnswer', /^DELETE (t0|gone)/],
    ['a COMMIT that never arrives', 'onStatement', /^COMMIT/],
    ['a COMMIT that is never answered', 'onAnswer', /^COMMIT/],
  ] as const)
    test(`${engine.name}: ${what}, on a connection that nobody closes, is awaited until the call's time is over; the next call ends right`, {
      skip: engine.skip,
    }, async (t) => {
      await inDatabase(engine, 'silent', async (connection) => {
        const { server } = engine
        assert.ok(server)
        await seedTokens(connection, rows)
        const before = await tokenRows(connection)
        const proxy = await startProxy(server)
        t.after(() => proxy.close())
        const purge = {
          at: proxy,
          engine: engine.name,
          password: server.rootPassword,
          database: 'silent',
        }
        let known: PurgeProgress | null = null
        const arrived = new Promise<void>(
          (silent) => (proxy[hook] = nth(3, start, () => (silent(), never()))),
        )
        const ending = new AbortController()
        void arrived.then(() => setTimeout(() => ending.abort(), 200))
        await assert.rejects(
          purgeThrough({
            ...purge,
            ending: ending.signal,
            checkpoint: async (progress) => void (known = progress),
          }),
          {
            name: 'DatabaseUnreachable',
            message:
              'A statement failed once, most recently with: the server did not answer before ' +
              "the call's deadline (connection lost). Committed deletes are kept. Start the " +
              'run again to continue.',
          },
        )
        // The lock is free once the server has seen the end of the connection; the state machine
        // tries again until then.
        let progress: PurgeProgress | null = null
        for (let tries = 0; progress === null; tries++) {
          assert.ok(tries < 50, 'the lock is free')
          progress = await purgeThrough({ ...purge, from: known }).catch(
            (error: Error) => (assert.equal(error.name, 'PurgeRunning'), null),
          )
        }
        assertCounted(progress, rows)
        assert.deepEqual(await tokenRows(connection), living(before))
      })
    })

  test(`${engine.name}: a connection in silence asks within ten seconds whether its server is still there`, {
    skip:
      engine.skip ||
      (!existsSync('/proc/net/tcp') && 'the timers of connections are told by Linux alone'),
  }, async () => {
    const database = await openDatabase({ ...root(engine), database: 'information_schema' })
    try {
      const [row] = await database.query({
        text: 'SELECT HOST AS host FROM PROCESSLIST WHERE ID = CONNECTION_ID()',
        values: [],
      })
      const local = Number(row?.host?.split(':')[1]).toString(16).toUpperCase().padStart(4, '0')
      const [, , , , , timer = ''] =
        readFileSync('/proc/net/tcp', 'utf8')
          .split('\n')
          .map((line) => line.trim().split(/\s+/))
          // Established: a port that an earlier connection had is still told as waiting.
          .find(([, from, , state]) => from === `0100007F:${local}` && state === '01') ?? []
      const [kind, hundredths = ''] = timer.split(':')
      assert.equal(kind, '02', `a keepalive timer runs: ${timer}`)
      assert.ok(parseInt(hundredths, 16) <= 1000, `${parseInt(hundredths, 16) / 100} s`)
    } finally {
      await database.close()
    }
  })
}
