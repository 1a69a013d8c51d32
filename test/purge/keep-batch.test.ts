import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import type { Batch } from '../../functions/purge/batch.ts'
import { keepBatch, letGo } from '../../functions/purge/keep-batch.ts'
import { PurgeAccount } from '../../functions/purge/purge-account.ts'
import type { RuleWork } from '../../functions/purge/rule-work.ts'
import { takeBatch } from '../../functions/purge/take-batch.ts'
import type { BatchTaking } from '../../functions/purge/taking.ts'
import type { Sql } from '../../functions/engines/dialect.ts'
import { mysql } from '../../functions/engines/mysql/mysql.ts'

const batch = {
  range: { low: null, high: ['k1'] },
  gone: [{ table: 'T', rows: 1, old: 1, hash: '1' }],
  left: 0,
  rows: [{ key: ['k1'], hash: '1' }],
  tables: [],
} as unknown as Batch

/** A batch that is being kept: both writes have begun, and end as the test says. */
async function keeping({ archives = true, after = 0 } = {}) {
  const archive = Promise.withResolvers<void>()
  const entry = Promise.withResolvers<void>()
  const said: string[] = []
  let entries = 0
  const account = new PurgeAccount(
    null,
    () => 0,
    ({ doubt, ahead }) => (
      said.push(`account of ${[doubt?.file, ahead?.file].filter((one) => one !== undefined)}`),
      entries++ < after ? Promise.resolve() : entry.promise
    ),
  )
  for (let before = 0; before < after; before++) await account.committing(batch, account.nextFile())
  const write = (_: unknown, file: number) => (said.push(`file ${file}`), archive.promise)
  const read = { keep: archives ? { write } : null, rule: {} }
  const work = { account, read, kept: null } as unknown as RuleWork
  const kept = keepBatch(work, { batch, limit: 100, milliseconds: 7 }, 1)
  let confirmed = false
  const done = kept.confirmed.then(() => (confirmed = true))
  done.catch(() => undefined)
  await turn()
  return {
    archive,
    entry,
    said,
    account,
    work,
    kept,
    done,
    is: async () => (await turn(), confirmed),
  }
}

test('a batch is written to the archive and to the account at once, and confirmed once both have it', async () => {
  for (const first of ['archive', 'entry'] as const) {
    const one = await keeping()
    assert.deepEqual(one.said, ['file 0', 'account of 0'])
    one[first].resolve()
    assert.equal(await one.is(), false, first)
    one[first === 'archive' ? 'entry' : 'archive'].resolve()
    await one.done
    assert.equal(one.account.doubt?.file, 0)
  }
  const without = await keeping({ archives: false })
  assert.deepEqual([without.said, await without.is()], [['account of 0'], false])
  without.entry.resolve()
  await without.done
})

test('a batch that the archive has not is not confirmed: its file is void, and it is not in doubt', async () => {
  for (const after of [0, 1])
    for (const accounted of [true, false]) {
      const { archive, entry, account, done, is } = await keeping({ after })
      archive.reject(new Error('no archive'))
      assert.equal(await is(), false)
      // The account's write is waited for: another one would meet it.
      if (accounted) entry.resolve()
      else entry.reject(new Error('no account'))
      await assert.rejects(done, /no archive/)
      // The one before it is being deleted meanwhile: that is as uncertain as before.
      const { doubt, ahead, void: voided } = account.progress()
      assert.deepEqual(
        [doubt?.file, ahead, voided],
        [after === 0 ? undefined : 0, undefined, [after]],
      )
    }
})

test('a batch that the account has not is not confirmed: whether it has is unknown', async () => {
  const { archive, entry, account, done } = await keeping()
  archive.resolve()
  entry.reject(new Error('no account'))
  await assert.rejects(done, /no account/)
  assert.equal(account.doubt?.file, 0)
})

test('a batch that is let go is void, once its writes are over, whatever became of them', async () => {
  for (const failing of [false, true]) {
    const { archive, entry, account, work, kept } = await keeping({ after: 1 })
    work.kept = kept
    let over = false
    const gone = letGo(work).finally(() => (over = true))
    gone.catch(() => undefined)
    archive.resolve()
    await turn()
    assert.equal(over, false)
    if (failing) entry.reject(new Error('no account'))
    else entry.resolve()
    if (failing) await assert.rejects(gone, /no account/)
    else await gone
    const { doubt, ahead, void: voided } = account.progress()
    assert.deepEqual([doubt?.file, ahead, voided, work.kept], [0, undefined, [1], null])
    await letGo(work)
  }
})

test('nothing is locked in another session than the one in which the batch was recorded', async () => {
  const asked: string[] = []
  const query = async ({ text }: Sql) => (asked.push(text), [{ got: '1' }])
  const transaction = <T>(work: (within: object) => Promise<T>) => work({ query })
  const along = { database: { transaction, sessions: () => 2 }, dialect: mysql }
  const taking = { along, bound: { database: 'apim' }, together: async () => 1 }
  await assert.rejects(takeBatch(taking as unknown as BatchTaking, batch, 1), {
    kind: 'connection lost',
    message: /the session that held the purge's place/,
  })
  assert.match(asked.join(), /^SELECT GET_LOCK[^,]*, 0\) AS got$/)
})
