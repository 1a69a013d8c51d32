import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import type { Batch } from '../../functions/purge/batch.ts'
import { keepBatch } from '../../functions/purge/try-batch.ts'
import { PurgeAccount } from '../../functions/purge/purge-account.ts'
import type { Going } from '../../functions/purge/read-ahead.ts'
import type { RuleWork } from '../../functions/purge/rule-work.ts'

const batch = {
  range: { low: null, high: ['k1'] },
  gone: [{ table: 'T', rows: 1, old: 1, hash: '1' }],
  left: 0,
  rows: [{ key: ['k1'], hash: '1' }],
  tables: [],
} as unknown as Batch
const permit: Going = { go: true, share: 0.5 }

/** A batch that is being kept: both writes have begun, and end as the test says. */
async function keeping(archives = true) {
  const archive = Promise.withResolvers<void>()
  const entry = Promise.withResolvers<void>()
  const said: string[] = []
  const account = new PurgeAccount(
    null,
    () => 0,
    ({ doubt }) => (said.push(`account of ${doubt?.file}`), entry.promise),
  )
  const write = (_: unknown, file: number) => (said.push(`file ${file}`), archive.promise)
  const work = {
    account,
    read: { keep: archives ? { write } : null, rule: {}, way: { past: () => false }, along: {} },
    ahead: null,
  } as unknown as RuleWork
  let kept = false
  const done = keepBatch(work, batch, account.nextFile(), permit).then(() => (kept = true))
  done.catch(() => undefined)
  await turn()
  return { archive, entry, said, account, done, isKept: async () => (await turn(), kept) }
}

test('a batch is written to the archive and to the account at once, and kept once both have it', async () => {
  for (const first of ['archive', 'entry'] as const) {
    const one = await keeping()
    assert.deepEqual(one.said, ['file 0', 'account of 0'])
    one[first].resolve()
    assert.equal(await one.isKept(), false, first)
    one[first === 'archive' ? 'entry' : 'archive'].resolve()
    await one.done
    assert.equal(one.account.doubt?.file, 0)
  }
  const without = await keeping(false)
  assert.deepEqual([without.said, await without.isKept()], [['account of 0'], false])
  without.entry.resolve()
  await without.done
})

test('a batch that the archive has not is not kept: its file is void, and nothing is in doubt', async () => {
  for (const accounted of [true, false]) {
    const { archive, entry, account, done, isKept } = await keeping()
    archive.reject(new Error('no archive'))
    assert.equal(await isKept(), false)
    // The account's write is waited for: another one would meet it.
    if (accounted) entry.resolve()
    else entry.reject(new Error('no account'))
    await assert.rejects(done, /no archive/)
    assert.deepEqual([account.doubt, account.progress().void], [undefined, [0]])
  }
})

test('a batch that the account has not is not kept: whether it has is unknown', async () => {
  const { archive, entry, account, done } = await keeping()
  archive.resolve()
  entry.reject(new Error('no account'))
  await assert.rejects(done, /no account/)
  assert.equal(account.doubt?.file, 0)
})
