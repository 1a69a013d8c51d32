import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { approvalName } from '../../functions/contract/control.ts'
import { answering, drydock } from './drydock.ts'
import { cloud, control, endRun, leaveReport, runIn } from './ui-scene.ts'
import './whole.ts'
import './whole-switch.ts'

// What the commands print, whole, that printed.test.ts does not have; whole.ts has more of it,
// which `npm run golden` writes anew.

const { machines } = cloud.stepFunctions
/** Lets a machine answer with this until the test is over. */
function answerOf(name: string, output: unknown): { [Symbol.dispose]: () => void } {
  const machine = machines.get(name)
  if (machine === undefined) throw new Error(`no machine ${name}`)
  machines.set(name, { ...machine, run: async () => output })
  return { [Symbol.dispose]: () => void machines.set(name, machine) }
}
const settled = (text: string): string =>
  text.replaceAll(/(look|sweep)-\d{8}-\d{6}-\d{3}/g, '$1-<instant>')

test('run follows a run to its end, and says what came of it', async () => {
  using _ = answerOf('drydock-test', {})
  assert.deepEqual(await drydock('run', '--mode', 'plan', '--name', 'p-1'), {
    code: 0,
    out: 'p-1: SUCCEEDED',
    err: 'Started p-1, mode plan.\nThe run p-1 has ended. This is what came of it.',
  })
  assert.deepEqual(await drydock('run', '--mode', 'plan', '--name', 'p-2', '--no-follow'), {
    code: 0,
    out: 'p-2',
    err: 'Started p-2, mode plan.',
  })
})

test('run says that the switch will hold it', async () => {
  using _ = answerOf('drydock-test', {})
  const held =
    'The switch says pause: this run will pause where it reads production, until drydock resume.'
  cloud.parameters.set(control, '{"stop":false,"pause":true}')
  const plan = await drydock('run', '--mode', 'plan', '--name', 'p-3', '--no-follow')
  assert.equal(plan.err, `Started p-3, mode plan.\n${held}`)
  const purge = await answering('n', 'run', '--mode', 'purge')
  assert.deepEqual(purge.err.split('\n').slice(0, 2), ['The switch: pause', held])
  cloud.parameters.set(control, '{"stop":"no"}')
  const broken = await drydock('run', '--mode', 'plan', '--name', 'p-4', '--no-follow')
  assert.match(broken.err, /The switch has no valid value, so this run ends .*resume --reset$/)
  cloud.parameters.set(control, '{"stop":false}')
})

test('approve says that the switch will hold the run', async () => {
  cloud.parameters.set(control, '{"stop":true}')
  runIn('week-13', 'AskApproval')
  cloud.parameters.set(approvalName('test', 'week-13'), 'token-13')
  const answered = cloud.answerTo('token-13')
  const { out } = await answering('y', 'approve', 'week-13')
  await answered
  assert.match(out, /^Approved by .*\nThe switch says stop: this run ends where it would read /m)
  endRun('week-13')
  cloud.parameters.set(control, '{"stop":false}')
})

test('sweep lists what ended runs have left, asks, and says that it is gone', async () => {
  const found = {
    ...{ clones: ['drydock-test-a'], snapshots: ['drydock-test-b'], copies: [], overdue: [] },
    protected: ['drydock-test-c'],
  }
  using _ = answerOf('drydock-test-sweep', found)
  const seen = await drydock('sweep')
  assert.deepEqual(
    { ...seen, err: settled(seen.err) },
    {
      code: 0,
      out: [
        'clones of ended runs:',
        '  drydock-test-a',
        'snapshots beyond keepFailedSnapshots:',
        '  drydock-test-b',
        'clones that cannot be deleted: their deletion protection is on:',
        '  drydock-test-c',
      ].join('\n'),
      err:
        'Started look-<instant>; it goes on if you end this command.\n' +
        'Nothing was changed. To delete 1 clone and 1 snapshot, add --apply.',
    },
  )
  const refused = await answering('n', 'sweep', '--apply')
  assert.deepEqual(
    [refused.code, refused.err.split('\n').slice(-2)],
    [
      3,
      [
        'Delete 1 clone and 1 snapshot, and what else is left by then? [y/N] ',
        'Nothing was changed.',
      ],
    ],
  )
  const last = async () => (await drydock('sweep', '--apply', '--yes')).out.split('\n').at(-1)
  assert.equal(await last(), 'The sweep has ended. It was to delete 1 clone and 1 snapshot.')
  // Of the archive nothing is deleted but what a volume has.
  const archives = [
    { runId: 'week-8', source: 'production' },
    { runId: 'week-9', source: 'production' },
  ]
  using _both = answerOf('drydock-test-sweep', { ...found, copies: ['a', 'b'], archives })
  assert.match(
    (await answering('n', 'sweep', '--apply')).err,
    /^Delete 1 clone, 1 snapshot and 2 copies of snapshots and gather the files of 2 archives/m,
  )
  using _gathered = answerOf('drydock-test-sweep', {
    ...{ clones: [], snapshots: [], copies: [], overdue: [], protected: [] },
    archives: archives.slice(1),
  })
  assert.match(
    (await drydock('sweep')).err,
    /^Nothing was changed\. To gather the files of 1 archive into volumes, add --apply\.$/m,
  )
  assert.match(
    (await answering('n', 'sweep', '--apply')).err,
    /^Gather the files of 1 archive into volumes, and what else is left by then\? \[y\/N\] $/m,
  )
})

test('reject ends a run that waits, and says by whom', async () => {
  runIn('week-11', 'AskApproval')
  cloud.parameters.set(approvalName('test', 'week-11'), 'token')
  const answered = cloud.answerTo('token').catch((error: Error) => error.message)
  assert.deepEqual(await answering('y', 'reject', '--why', 'not before the release'), {
    code: 0,
    out:
      'Rejected by arn:aws:iam::000000000000:user/you. Production is untouched; the run deletes ' +
      'its clone and reports.',
    err: 'End the run week-11? [y/N] ',
  })
  assert.equal(
    await answered,
    'not before the release (rejected by arn:aws:iam::000000000000:user/you)',
  )
  endRun('week-11')
})

test('logs prints a line of the functions a line, with what it knows', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'logs-'))
  after(() => rm(folder, { recursive: true }))
  process.env.DRYDOCK_LOG = join(folder, 'log')
  const line = { runId: 'week-12', time: '2026-11-29T02:00:01.000Z', function: 'planRun' }
  const lines = [
    { ...line, level: 'info', msg: 'The call has ended.', milliseconds: 4_870 },
    { ...line, level: 'error', msg: 'The call has failed.', error: 'InvalidInput' },
  ]
  await writeFile(process.env.DRYDOCK_LOG, lines.map((one) => JSON.stringify(one)).join('\n'))
  runIn('week-12', 'PlanRun')
  assert.equal(
    (await drydock('logs', 'week-12')).out,
    [
      '02:00:01  info   The call has ended.  function="planRun"  milliseconds=4870',
      '02:00:01  error  The call has failed.  function="planRun"  error="InvalidInput"',
    ].join('\n'),
  )
  assert.equal((await drydock('logs', 'week-12', '--errors')).out.split('\n').length, 1)
  endRun('week-12')
})

test('cost lists what the last runs and their clones have taken', async () => {
  await leaveReport()
  assert.equal(
    (await drydock('cost')).out,
    [
      'run                finished              run, hours  clones, hours  clones, cost',
      'weekly-2026-03-01  2026-03-01 05:10 UTC  3.17        1.68           0.88',
      'docs/operations.md, "What a weekly run costs", has the other items.',
    ].join('\n'),
  )
})

test('levels prints those in force', async () => {
  assert.equal(
    (await drydock('levels')).out,
    [
      'metric               worse when     slow      pause  abort  unit',
      'running-threads      high              2          6      -  running threads per vCPU',
      'statement-latency    high              3         10      -  times the value ' +
        'of the first minutes',
      'commit-latency       high              3         10      -  times the value ' +
        'of the first minutes',
      'history-list-length  high        100,000  1,000,000      -  transactions',
      'log-used             high             60         85      -  %',
      'slot-wal             high              2         10      -  GiB',
      'replica-lag          high              5         30      -  s',
      'cpu                  high             75         90      -  %',
      'disk-queue           high             20         60      -  requests',
      'free-storage         low              10          5      2  GiB',
      'burst-balance        low              40         20      -  %',
      'io-balance           low              40         20      -  %',
      'byte-balance         low              40         20      -  %',
      'cpu-credits          low              50         20      -  credits',
      'cloudwatch           high              -          -      -',
      'own-query            high              -          -      -',
    ].join('\n'),
  )
})
