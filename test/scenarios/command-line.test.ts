import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answering, drydock } from '../cli/drydock.ts'
import { cloud, connection, until } from '../cli/scene.ts'
import { addTokens } from '../seed/plain-tokens.ts'

// What the operator's tool does to runs that are under way, on the machine as it is deployed.

test('a rehearsal is cancelled at once, and what it left is seen and swept', async () => {
  assert.equal((await drydock('run', '--mode', 'rehearse', '--name', 'r-1', '--no-follow')).code, 0)
  await until('r-1', 'ProveEngine')
  const waiting = await drydock('approve', 'r-1', '--yes')
  assert.match(
    waiting.err,
    /^NotApproved: The run r-1 does not wait for approval: it is in ProveEng/,
  )
  const cancelled = await answering('y', 'cancel', 'r-1')
  assert.equal(cancelled.code, 0, cancelled.err)
  assert.match(
    cancelled.out,
    /^r-1 was stopped in ProveEngine\. Production is untouched\.\nA sweep begins 3 min/,
  )
  assert.equal(cloud.executions.get('r-1'), 'ABORTED')
  assert.match(
    (await drydock('cancel', 'r-1', '--yes')).err,
    /^RunNotFound: No run r-1 is under way/,
  )
  const left = await drydock('sweep')
  assert.equal(left.code, 0, left.err)
  assert.match(left.out, /^clones of ended runs:\n {2}drydock-test-\S+$/m)
  assert.match(
    (await drydock('clones')).out,
    / r-1 \(ABORTED\)\nOf a run that has ended, the sweep/,
  )
  assert.match(
    (await drydock('sweep', '--apply', '--yes')).out,
    /\nThe sweep has ended\. It was to delete .*$/,
  )
  assert.equal((await drydock('sweep')).out, 'Ended runs have left nothing.')
})

test('a run that waits for approval is rejected, or cancelled, with the reason and by whom in its report', async () => {
  for (const [name, words, said] of [
    [
      'a-1',
      ['reject', 'a-1', '--why', 'not before the release'],
      'NotApproved: not before the release (rejected by',
    ],
    [
      'a-2',
      ['cancel', 'a-2'],
      'Cancelled: The run was cancelled by arn:aws:iam::000000000000:user/you (drydock cancel).',
    ],
  ] as const) {
    await drydock('run', '--mode', 'purge', '--name', name, '--no-follow', '--yes')
    await until(name, 'AskApproval')
    assert.equal((await answering('y', ...words)).code, 0)
    while (cloud.executions.get(name) === 'RUNNING')
      await new Promise((done) => setTimeout(done, 100))
    const { code, out } = await drydock('show', name)
    assert.equal(code, 1)
    assert.ok(out.startsWith(`failed: ${said}`), out)
    assert.match((await drydock('clones')).out, /^No clone exists/)
  }
})

test('a purge shows that it has seen a pause and its end, and is cancelled after its batch', async () => {
  for (const part of ['a', 'b'])
    await addTokens(connection, {
      rows: 20_000,
      id: (at) => `${part}${String(at).padStart(6, '0')}`,
    })
  await drydock('run', '--mode', 'purge', '--name', 'p-1', '--no-follow', '--yes')
  await until('p-1', 'AskApproval')
  assert.equal((await drydock('approve', '--yes')).code, 0)
  await until('p-1', 'PurgeProduction')
  const slowed = await drydock('pace', '0.05', '--batch', '10')
  assert.match(
    slowed.out,
    /^test: go -> go, pace 0\.05, batches of 10 ms, until 20.* UTC\np-1 has seen it\.$/,
  )
  const paused = await drydock('pause', '--wait', '120')
  assert.match(
    paused.out,
    /^test: go, pace 0\.05, batches of 10 ms, until .* -> pause, pace 0\.05, .*$/m,
  )
  assert.match(paused.out, /^p-1 has seen it\.$/m)
  assert.match(
    (await drydock('status')).out,
    / PurgeProduction: [\d,]+ of 40,300 rows of production.*paused since .*: the switch says/,
  )
  const resumed = await drydock('resume', '--wait', '120')
  assert.match(resumed.out, /^p-1 has seen it\.$/m)
  const cancelled = await answering('y', 'cancel', 'p-1')
  assert.equal(cancelled.code, 0, cancelled.err)
  assert.match(
    cancelled.out,
    /^test: go, pace .* -> go, pace 0\.05, .*, cancels p-1\n.* -> go, pace/,
  )
  assert.match(cancelled.out, /^failed: Cancelled: The run p-1 was cancelled by arn:aws:iam::0/m)
  assert.match(cancelled.out, /^Next: .*heading Cancelled\. Nothing needs repair\./m)
  assert.match(
    cloud.parameters.get('/drydock/test/control') ?? '',
    /^\{"stop":false,"productionShare":0\.05,"batchMilliseconds":10,"until":"20[^,]*"\}$/,
  )
  assert.equal((await drydock('resume', '--reset')).code, 0)
})
