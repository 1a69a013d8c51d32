import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { errorNumbers } from '../../functions/engines/mysql/error-numbers.ts'
import { engines, inDatabase, one, sharedDatabase } from '../seed/engines.ts'
import { encodedColumns } from '../../functions/archive/archive.ts'
import { goneBy } from './batches.ts'
import { openAs } from './bench.ts'
import { errorPacket, nth, packet, startProxy, type DatabaseProxy } from './database-proxy.ts'
import {
  assertCounted,
  fillTokens,
  living,
  purgeThrough,
  tokenRows,
  type Interrupted,
} from './interrupted-purge.ts'

const rows = 300

interface Fault {
  readonly what: string
  /**
   * What a step must have failed of; nothing where another connection is opened before the next, or
   * none is lost.
   */
  readonly trouble: string | null
  readonly break: (proxy: DatabaseProxy) => Pick<Interrupted, 'onBatch'> | void
}

const cutting: readonly [string, RegExp][] = [
  ['taking its place', /^SELECT GET_LOCK/],
  ['BEGIN', /^(BEGIN|START TRANSACTION)/],
  ['a read', / IS TRUE AS old/],
  ['the lock', /FOR UPDATE /],
  ['the delete of children', /^DELETE (j|t0 FROM `IDN_OAUTH2_ACCESS_TOKEN_SCOPE`)/],
  ['the delete', /^DELETE (t0|gone) FROM `IDN_OAUTH2_ACCESS_TOKEN`/],
  ['COMMIT', /^COMMIT/],
]

/** What comes in place of the answer to a COMMIT that the server has carried out. */
const doubtful = {
  'the driver does not take an answer to': packet(1, Buffer.from('\xfbfile', 'latin1')),
  'the server ends itself over': errorPacket(1598, 'Binary logging not possible'),
  'an engine may have failed at': errorPacket(1180, 'Got error 5 during COMMIT'),
}

const faults: readonly Fault[] = [
  {
    what: 'connections lost between statements',
    trouble: null,
    break: (proxy) => ({
      onBatch: async (steps) => {
        if (steps % 4 === 2) proxy.cut()
        await sleep(20)
      },
    }),
  },
  ...cutting.flatMap(([name, start]): Fault[] => [
    {
      what: `${name} that never reaches the server`,
      trouble: 'connection lost',
      break: (proxy) => void (proxy.onStatement = nth(3, start, () => 'cut')),
    },
    {
      what: `${name} whose answer is lost`,
      trouble: 'connection lost',
      break: (proxy) => void (proxy.onAnswer = nth(3, start, () => 'cut')),
    },
  ]),
  ...Object.entries(doubtful).map(
    ([what, answer]): Fault => ({
      what: `a COMMIT that ${what}`,
      trouble: 'connection lost',
      break: (proxy) => void (proxy.onAnswer = nth(3, /^COMMIT/, () => answer)),
    }),
  ),
  {
    what: 'every second commit without an answer',
    trouble: 'connection lost',
    break(proxy) {
      let commits = 0
      proxy.onAnswer = (text) => (text === 'COMMIT' && ++commits % 2 === 0 ? 'cut' : 'pass')
    },
  },
  {
    what: 'answers that take their time',
    trouble: null,
    break: (proxy) => void (proxy.onAnswer = async () => (await sleep(10), 'pass' as const)),
  },
  {
    what: 'a lost commit after which no connection is taken for a second',
    trouble: 'connection lost',
    break: (proxy) =>
      void (proxy.onAnswer = nth(3, /^COMMIT/, () => {
        const to = proxy.to
        proxy.to = null
        setTimeout(() => (proxy.to = to), 1000)
        return 'cut'
      })),
  },
]

for (const engine of engines.filter(one))
  describe(engine.name, { skip: engine.skip }, () => {
    const shared = sharedDatabase(engine, 'cut', ['apim-2.5.0'])

    for (const fault of faults)
      test(`${fault.what}: every row is right and counted once`, async () => {
        const { server } = engine
        assert.ok(server)
        const connection = shared()
        await fillTokens(connection, rows)
        const seeded = await tokenRows(connection)
        const proxy = await startProxy(server)
        try {
          const seen: string[] = []
          const files = new Map<number, string>()
          const broken = fault.break(proxy) ?? {}
          const progress = await purgeThrough({
            at: proxy,
            engine: engine.name,
            password: server.rootPassword,
            database: 'cut',
            onTrouble: (kind) => seen.push(kind),
            // With an archive the next batch is read while the last one is written.
            keep: {
              longest: Number.POSITIVE_INFINITY,
              columns: (table) => encodedColumns(table, 'full'),
              write: async (_, number, tables) => void files.set(number, JSON.stringify(tables)),
            },
            ...broken,
          })
          assert.deepEqual(
            [...new Set(seen)],
            fault.trouble === null ? [] : [fault.trouble],
            'the fault was met',
          )
          assert.equal(proxy.connections > 1, !/take their time/.test(fault.what))
          assertCounted(progress, rows)
          const gone = goneBy('cut', progress).map((number) => files.get(number) ?? '')
          const states = gone.join().toLowerCase().split(Buffer.from('REVOKED').toString('hex'))
          assert.equal(states.length - 1, rows - living(seeded).length / 2, 'each is in one file')
          assert.deepEqual(await tokenRows(connection), living(seeded))
        } finally {
          await proxy.close()
        }
      })
  })

for (const engine of engines.filter(one)) {
  test(
    `${engine.name}: an error of the server that passes is a lost connection, and the next call has another`,
    {
      skip: engine.skip,
    },
    () =>
      inDatabase(engine, 'passing_errors', async () => {
        const { database } = await openAs(engine, 'passing_errors')
        try {
          for (const [number, word] of Object.entries(errorNumbers['connection lost'])) {
            const text = `SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = ${number}, MESSAGE_TEXT = 'x'`
            await assert.rejects(database.execute({ text, values: [] }), {
              name: 'DatabaseTrouble',
              kind: 'connection lost',
              message: `${word}, error ${number}`,
            })
            assert.equal((await database.query({ text: 'SELECT 1 AS one', values: [] })).length, 1)
          }
        } finally {
          await database.close()
        }
      }),
  )

  test(
    `${engine.name}: a table is away for a moment while it is renamed; one that stays away is named`,
    {
      skip: engine.skip,
    },
    () =>
      inDatabase(engine, 'renamed', async (connection) => {
        await connection.query('CREATE TABLE away (id INT PRIMARY KEY)')
        const { database } = await openAs(engine, 'renamed')
        try {
          const count = { text: 'SELECT COUNT(*) AS n FROM here', values: [] }
          const back = sleep(300).then(() => connection.query('RENAME TABLE away TO here'))
          assert.deepEqual(await database.query(count), [{ n: '0' }])
          await back
          await connection.query('DROP TABLE here')
          await assert.rejects(database.query(count), {
            name: 'SchemaChanged',
            message: /renamed\.here' doesn't exist/,
          })
        } finally {
          await database.close()
        }
      }),
  )
}
