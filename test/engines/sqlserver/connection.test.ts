import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type Address,
  type Database,
  type DatabaseTrouble,
  RowRefused,
} from '../../../functions/engines/database.ts'
import { sqlserver } from '../../../functions/engines/sqlserver/sqlserver.ts'
import { nameError } from '../../../functions/runtime/unexpected.ts'
import { tdsPeer, type Peer, type Script } from './tds-peer.ts'

const asked = (text: string, ...values: (string | Buffer | null)[]) => ({ text, values })
const address: Address = {
  host: '127.0.0.1',
  port: 0,
  user: 'drydock',
  password: 'secret',
  database: 'apim_db',
  tls: false,
}

async function withPeer(
  script: Script,
  work: (database: Database, peer: Peer) => Promise<void>,
  more: Partial<Address> = {},
): Promise<void> {
  const peer = await tdsPeer(script)
  try {
    const database = await sqlserver.open({ ...address, port: peer.port, ...more })
    try {
      await work(database, peer)
    } finally {
      await database.close()
    }
  } finally {
    await peer.close()
  }
}

test('numbers beyond 2^53, texts, bytes and times are texts, as the server has them', () =>
  withPeer(
    {
      answers: () => ({
        rows: [
          {
            big: { bigint: 9223372036854775807n },
            none: { bigint: null },
            letters: { text: 'Grüße ✓' },
            digits: { decimal: -12345n, scale: 2 },
            bytes: { bytes: '00ff' },
            made: { datetime: new Date('2026-01-02T03:04:05.007Z') },
          },
        ],
      }),
    },
    async (database) =>
      assert.deepEqual(await database.query(asked('SELECT 1')), [
        {
          big: '9223372036854775807',
          none: null,
          letters: 'Grüße ✓',
          digits: '-123.45',
          bytes: '00FF',
          made: '2026-01-02 03:04:05.007',
        },
      ]),
  ))

test('values go beside the statement: short ones, long ones, NULL and bytes', async () => {
  const long = 'x'.repeat(9000)
  const values: (string | null)[] = []
  await withPeer(
    {
      answers: (one) => {
        values.push(...one.values)
        return undefined
      },
    },
    async (database) => {
      await database.query(asked('SELECT @p1', "it's", long, null, Buffer.from('00ff', 'hex')))
      assert.deepEqual(values, ["it's", long, null, '00ff'])
    },
  )
})

test('a DELETE counts its own rows, not those of its triggers', () =>
  withPeer(
    {
      answers: ({ text }) =>
        text.endsWith('; SELECT @@ROWCOUNT AS affected')
          ? { rows: [{ affected: { bigint: 3n } }] }
          : undefined,
    },
    async (database) => assert.equal(await database.execute(asked('DELETE t0 FROM T t0')), 3),
  ))

const troubles: readonly (readonly [number, string, DatabaseTrouble['kind']])[] = [
  [1205, 'Transaction (Process ID 52) was deadlocked. Rerun the transaction.', 'deadlock'],
  [3960, 'Snapshot isolation transaction aborted due to update conflict.', 'deadlock'],
  [1222, 'Lock request time out period exceeded.', 'lock timeout'],
  [547, 'The DELETE statement conflicted with the REFERENCE constraint "K".', 'rows disagree'],
  [3906, 'Failed to update database "apim_db" because the database is read-only.', 'read only'],
]
for (const [error, message, kind] of troubles)
  test(`error ${error} is ${kind}: it may succeed on retry, and the transaction is rolled back`, () =>
    withPeer(
      { answers: ({ text }) => (/^DELETE/.test(text) ? { error, message } : undefined) },
      async (database, peer) => {
        const deleting = database.transaction((within) => within.execute(asked('DELETE T')))
        await assert.rejects(deleting, { name: 'DatabaseTrouble', kind, message })
        assert.match(peer.asked.at(-1) ?? '', /IF @@TRANCOUNT > 0 ROLLBACK TRANSACTION$/)
        assert.equal(
          peer.asked.some((text) => /COMMIT/.test(text)),
          false,
        )
      },
    ))

test('a full log is told with what keeps it, and ends the run', () =>
  withPeer(
    {
      answers: ({ text }) =>
        /^DELETE/.test(text)
          ? {
              error: 9002,
              message: "The transaction log for database 'apim_db' is full due to 'LOG_BACKUP'.",
              severity: 17,
            }
          : undefined,
    },
    async (database) => {
      await assert.rejects(database.execute(asked('DELETE T')), {
        name: 'DiskFull',
        message: /full due to 'LOG_BACKUP'.*log_reuse_wait_desc/,
      })
    },
  ))

test('an error that Drydock does not know is told by its number, without its words', () =>
  withPeer(
    { answers: () => ({ error: 8124, message: 'Multiple columns are specified: secret token.' }) },
    async (database) => {
      const told = nameError(await database.query(asked('SELECT 1')).catch((error) => error))
      assert.match(String(told), /unknown to Drydock: Error of the server, number 8124\./)
      assert.doesNotMatch(String(told), /secret token/)
    },
  ))

test('an INSERT that a unique key or a parent refuses is of its row, without its values', async () => {
  const error = { 2627: 'key', 547: 'parent' } as const
  for (const number of [2627, 547])
    await withPeer(
      {
        answers: ({ text }) =>
          /INSERT/.test(text)
            ? {
                error: number,
                message: `Violation of 'K'. The duplicate key value is (secret token).`,
              }
            : undefined,
      },
      async (database) => {
        const refused = await database
          .execute(asked('INSERT INTO T VALUES (1)'))
          .catch((thrown: unknown) => thrown)
        assert.ok(refused instanceof RowRefused, String(refused))
        assert.match(refused.why, new RegExp(error[number as 2627 | 547]))
        if (number === 2627) assert.doesNotMatch(JSON.stringify(refused.cause), /secret token/)
        assert.doesNotMatch(refused.message, /secret token/)
      },
    )
})

test('a login is told by what refused it; a password that changed is asked for once', async () => {
  const refuses = (error: number, message: string) => ({ refuses: () => ({ error, message }) })
  const open = (script: Script, more: Partial<Address> = {}) =>
    withPeer(script, async () => undefined, more)
  await assert.rejects(open(refuses(18456, "Login failed for user 'drydock'.")), {
    name: 'AccessDenied',
    message: /Login failed for user 'drydock'/,
  })
  await assert.rejects(open(refuses(4060, 'Cannot open database "apim_db".')), {
    name: 'DatabaseNotFound',
    message: /Cannot open database "apim_db".*login is a user/,
  })
  let renewed = 0
  const renew = async () => {
    renewed++
    return { user: 'drydock', password: 'new' }
  }
  await open(
    { refuses: (login) => (login === 1 ? { error: 18456, message: 'Login failed' } : null) },
    { renew },
  )
  assert.equal(renewed, 1)
})

test('a schema other than dbo is refused before anything is dialled', () =>
  assert.rejects(sqlserver.open({ ...address, database: 'apim_db.wso2' }), {
    name: 'DatabaseNotFound',
    message: /schema "wso2".*schema dbo.*Remove "schema"/,
  }))

for (const cutAt of ['connect', 'prelogin', 'login'] as const)
  test(`a server that hangs up at ${cutAt} does not answer`, () =>
    assert.rejects(
      withPeer({ cutAt }, async () => undefined),
      { name: 'DatabaseUnreachable', message: /127\.0\.0\.1:\d+ does not answer/ },
    ))

test('a server without TLS gets no password where TLS is required', () =>
  assert.rejects(
    withPeer({}, async () => undefined, { tls: true }),
    { name: 'DatabaseUnreachable', message: /does not offer the TLS.*No password was sent/ },
  ))
