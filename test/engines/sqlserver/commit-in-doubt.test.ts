import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sqlserver } from '../../../functions/engines/sqlserver/sqlserver.ts'
import { tdsPeer, type Answer } from './tds-peer.ts'

const asked = (text: string) => ({ text, values: [] })

async function open(answers: (text: string, session: number) => Answer | undefined) {
  const peer = await tdsPeer({ answers: (one, session) => answers(one.text, session) })
  const database = await sqlserver.open({
    ...{ host: '127.0.0.1', port: peer.port, user: 'drydock', password: 'secret' },
    ...{ database: 'apim_db', tls: false },
  })
  return {
    peer,
    database,
    deleting: () => database.transaction((within) => within.execute(asked('DELETE T'))),
    close: async () => {
      await database.close()
      await peer.close()
    },
  }
}

const when = (word: RegExp, answer: Answer) => (text: string, session: number) =>
  session === 1 && word.test(text) ? answer : undefined

for (const [phase, word] of [
  ['a query', /^SELECT/],
  ['a statement of a transaction', /^DELETE/],
  ['the beginning of a transaction', /^BEGIN/],
] as const)
  for (const answer of ['cut', 'cut midway'] as const)
    test(`a connection that is lost in ${phase} (${answer}) is opened anew by the next call`, async () => {
      const { peer, database, deleting, close } = await open(when(word, answer))
      try {
        const lost = { name: 'DatabaseTrouble', kind: 'connection lost' }
        await assert.rejects(
          phase === 'a query' ? database.query(asked('SELECT 1')) : deleting(),
          lost,
        )
        assert.equal(await deleting(), 0)
        assert.deepEqual(
          peer.asked.filter((text) => text.startsWith('2: ')).map((text) => text.slice(3, 9)),
          ['BEGIN ', 'DELETE', 'COMMIT'],
        )
      } finally {
        await close()
      }
    })

const doubts: readonly (readonly [string, Answer])[] = [
  ['a connection that is lost', 'cut'],
  [
    'a session that is ended',
    { error: 596, message: 'Cannot continue the execution.', severity: 21 },
  ],
]
for (const [what, answer] of doubts)
  test(`${what} at the COMMIT leaves in doubt whether it was carried out`, async () => {
    const { deleting, close } = await open(when(/^COMMIT/, answer))
    try {
      await assert.rejects(deleting(), {
        name: 'DatabaseTrouble',
        kind: 'connection lost',
        message: /the COMMIT got no answer that says what became of it/,
      })
    } finally {
      await close()
    }
  })

test('an error of the COMMIT as a statement says that nothing was committed', async () => {
  const gone = { error: 3902, message: 'The COMMIT TRANSACTION request has no BEGIN.' }
  const { deleting, close } = await open(when(/^COMMIT/, gone))
  try {
    await assert.rejects(deleting(), {
      name: 'Unexpected',
      message: /None of its changes are kept/,
    })
  } finally {
    await close()
  }
})

test('a transaction that only reads is rolled back, whatever it did', async () => {
  const { peer, database, close } = await open(() => undefined)
  try {
    await database.transaction((within) => within.query(asked('SELECT 1')), { readOnly: true })
    assert.deepEqual(peer.asked, [
      '1: BEGIN TRANSACTION',
      '1: SELECT 1',
      '1: IF @@TRANCOUNT > 0 ROLLBACK TRANSACTION',
    ])
  } finally {
    await close()
  }
})

test('a statement that takes too long is given up, and the session goes on', async () => {
  const { database, close } = await open((text) =>
    text === 'SELECT 2' ? 'silent until attention' : undefined,
  )
  try {
    await database.execute(sqlserver.server.limitTime(50))
    await assert.rejects(database.query(asked('SELECT 2')), {
      name: 'DatabaseTrouble',
      kind: 'time limit',
    })
    await database.execute(sqlserver.server.limitTime(0))
    assert.deepEqual(await database.query(asked('SELECT 1')), [])
  } finally {
    await close()
  }
})

test('a server that does not even answer that it gave a statement up is left', async () => {
  const { peer, database, close } = await open(when(/^SELECT 2/, 'silent'))
  try {
    await database.execute(sqlserver.server.limitTime(50))
    await assert.rejects(database.query(asked('SELECT 2')), {
      name: 'DatabaseTrouble',
      kind: /time limit|connection lost/,
    })
    assert.deepEqual(await database.query(asked('SELECT 1')), [])
    assert.equal(peer.asked.at(-1), '2: SELECT 1')
  } finally {
    await close()
  }
})

test("a call's deadline ends the wait for a silent server", async () => {
  const peer = await tdsPeer({
    answers: ({ text }) => (text === 'SELECT 2' ? 'silent' : undefined),
  })
  const ending = new AbortController()
  const database = await sqlserver.open({
    ...{ host: '127.0.0.1', port: peer.port, user: 'drydock', password: 'secret' },
    ...{ database: 'apim_db', tls: false, ending: ending.signal },
  })
  try {
    const asking = database.query(asked('SELECT 2'))
    ending.abort()
    await assert.rejects(asking, { kind: 'connection lost', message: /call's deadline/ })
  } finally {
    await database.close()
    await peer.close()
  }
})
