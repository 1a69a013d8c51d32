import assert from 'node:assert/strict'
import { test } from 'node:test'
import { workflow, sources, smoke, happy, ofTheRun, isProduction } from './expected-run.ts'
import { type Call, input, lambdaError, runWorkflow } from './run-workflow.ts'

/** Tried again whatever they fail of; see `anything` in states.ts. */
const insisting = /^(DeleteClone|StopApplication|ExpireSnapshots|Report)/

const times = (state: string) => (insisting.test(state) ? 11 : 1)

test('the report of a success has the plan and no failure', async () => {
  const { calls } = await runWorkflow(workflow, input('purge'))
  const { event } = calls.at(-1) as Call
  assert.deepEqual(Object.keys(event).sort(), [
    'deployment',
    'environment',
    'execution',
    'failure',
    'plan',
    'state',
  ])
  assert.equal(event.failure, null)
  assert.deepEqual(
    event.plan.sources.map((source: { name: string }) => source.name),
    sources,
  )
  assert.equal('noise' in event.plan, false)
})

for (const [said, thrown, cause] of [
  ['no', Object.assign(new Error('too many'), { name: 'NotApproved' }), /^too many$/],
  [
    'nothing until the deadline',
    Object.assign(new Error(''), { name: 'States.Timeout' }),
    /^Nobody answered within 12h, so production was not purged/,
  ],
] as const)
  test(`whoever is asked says ${said}: clones deleted, failure reported, production left alone`, async () => {
    const { states, calls, error } = await runWorkflow(workflow, input('purge'), ({ state }) => {
      if (state === 'AskApproval') throw thrown
    })
    assert.equal(error?.name, 'NotApproved')
    assert.match(error?.message ?? '', cause)
    assert.deepEqual(states.slice(-4), [
      'AskApproval',
      'DeleteCloneAfterFailure',
      'DeleteCloneAfterFailure',
      'ReportFailure',
    ])
    assert.match((calls.at(-1) as Call).event.failure.Cause, cause)
  })

for (const name of ['BlastRadius', 'Drift', 'OutsideWindow', 'EvidenceMissing'])
  test(`a gate that is shut with ${name}: nobody is asked, clones deleted, failure reported`, async () => {
    const { states, error } = await runWorkflow(workflow, input('purge'), ({ state }) => {
      if (state === 'CheckGates') throw lambdaError(name)
    })
    assert.equal(error?.name, name)
    assert.deepEqual(states.slice(-4), [
      'CheckGates',
      'DeleteCloneAfterFailure',
      'DeleteCloneAfterFailure',
      'ReportFailure',
    ])
  })

/** Every Task state of every mode, failing for the first and for the second source. */
const failures = (['plan', 'rehearse', 'purge'] as const).flatMap((mode) =>
  [...new Set(happy[mode])].flatMap((state) =>
    (ofTheRun.includes(state) ? [0] : [0, 1]).map((source) => ({ mode, state, source })),
  ),
)

for (const { mode, state, source } of failures) {
  const victim = source === 0 ? 'the first source' : 'the second source'
  test(`mode ${mode}: ${state} fails (${victim}): clones deleted, failure reported, run failed with its error`, async () => {
    const hit = (call: Call) =>
      call.state === state &&
      (call.event.source === undefined ||
        (call.event.source.name ?? call.event.source) === sources[source])
    const { calls, states, error } = await runWorkflow(workflow, input(mode), (call) => {
      if (hit(call)) throw lambdaError('CheckFailed', `in ${state}`)
    })
    const first = calls.findIndex(hit)
    const last = calls.findLastIndex(hit)
    assert.equal(last - first + 1, times(state), 'it is called again where it must be done')
    assert.deepEqual(
      states.slice(0, first + 1),
      happy[mode].slice(0, first + 1),
      'all went as usual up to there',
    )
    if (
      state === 'GatherArchive' ||
      state === 'ExpireSnapshots' ||
      (state === 'Report' && mode === 'purge')
    ) {
      assert.equal(error, null, 'the work is done, and the run succeeded')
      assert.deepEqual(states.slice(last + 1), happy[mode].slice(first + 1))
      return
    }

    assert.equal(error?.name, 'CheckFailed')
    assert.deepEqual(JSON.parse(error?.message ?? ''), {
      errorType: 'CheckFailed',
      errorMessage: `in ${state}`,
    })
    const stops = smoke.includes(state) ? ['StopApplicationAfterFailure'] : []
    const deletions =
      state === 'PlanRun' || state === 'Report'
        ? []
        : [...stops, 'DeleteCloneAfterFailure', 'DeleteCloneAfterFailure']
    assert.deepEqual(states.slice(last + 1), [...deletions, 'ReportFailure'])
    if (deletions.length > 0)
      assert.deepEqual(
        calls
          .filter(({ state }) => state === 'DeleteCloneAfterFailure')
          .map(({ event }) => event.source.name),
        sources,
      )

    const { event } = calls.at(-1) as Call
    assert.equal(event.failure.Error, 'CheckFailed')
    assert.equal(event.plan?.run.runId ?? null, state === 'PlanRun' ? null : 'run-1')
    const count = (...of: string[]) => calls.filter((call) => of.includes(call.state)).length
    if (count('VerifyClone', 'StopApplication') < 3 * 2 + 1 || smoke.includes(state))
      assert.ok(
        !states.some((name) => isProduction(name)),
        'production was reached without a proved rehearsal',
      )
    if (count('MeasureProduction', 'CheckGates', 'AskApproval', 'DeleteClone') < 3 * 2 + 1 + 1 + 2)
      assert.equal(count('PurgeProduction'), 0, 'production was purged without a gate')
  })
}

test('a wrong input of any kind fails with the error of PlanRun, and is reported without a plan', async () => {
  for (const typed of ['text', 7, null, [], { mode: 'everything' }]) {
    const { states, calls, error } = await runWorkflow(workflow, typed, ({ state }) => {
      if (state === 'PlanRun') throw lambdaError('InvalidInput')
    })
    assert.equal(error?.name, 'InvalidInput')
    assert.deepEqual(states, ['PlanRun', 'ReportFailure'])
    assert.equal((calls[1] as Call).event.plan, null)
  }
})

test('a clone is deleted in spite of any error that passes, on the way of a success and of a failure', async () => {
  for (const state of ['DeleteClone', 'DeleteCloneAfterFailure']) {
    const { error, states } = await runWorkflow(workflow, input('purge'), (call, nth) => {
      if (state !== 'DeleteClone' && call.state === 'VerifyClone') throw lambdaError('CheckFailed')
      if (call.state === state && nth <= 10) throw lambdaError('InvalidParameterCombination')
    })
    assert.equal(error?.name ?? null, state === 'DeleteClone' ? null : 'CheckFailed')
    assert.equal(states.filter((name) => name === state).length, 12)
  }
})

test('a report of a failure that fails too hides neither the failure nor its name', async () => {
  const { error } = await runWorkflow(workflow, input('rehearse'), ({ state }) => {
    if (state === 'PurgeClone') throw lambdaError('StatementRefused')
    if (state === 'ReportFailure') throw lambdaError('EvidenceMissing')
  })
  assert.equal(error?.name, 'StatementRefused')
})

for (const [name, times] of [
  ['NotReady', 290],
  ['DatabaseUnreachable', 5],
  ['ReadOnly', 5],
  ['PurgeRunning', 10],
  ['Lambda.TooManyRequestsException', 14],
  ['Lambda.ResourceConflictException', 14],
  ['AwsUnavailable', 19],
  ['Sandbox.Timedout', 3],
  ['Runtime.ExitError', 3],
] as const) {
  test(`${name}, ${times} times, is waited out`, async () => {
    const { error, states } = await runWorkflow(workflow, input('rehearse'), ({ state }, nth) => {
      if (state === 'RestoreClone' && nth <= times) throw lambdaError(name)
    })
    assert.equal(error, null)
    assert.equal(states.filter((state) => state === 'RestoreClone').length, times + 2)
  })
}

test('the clean-up after a failure waits as long as any other step', async () => {
  const { error, states } = await runWorkflow(workflow, input('rehearse'), ({ state }, nth) => {
    if (state === 'RestoreClone') throw lambdaError('RestoreFailed')
    if (state === 'DeleteCloneAfterFailure' && nth <= 290) throw lambdaError('NotReady')
  })
  assert.equal(error?.name, 'RestoreFailed')
  assert.equal(states.filter((state) => state === 'DeleteCloneAfterFailure').length, 292)
})
