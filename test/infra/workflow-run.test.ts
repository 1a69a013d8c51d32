import assert from 'node:assert/strict'
import { test } from 'node:test'
import { executionSchema, reportEventSchema } from '../../functions/contract/steps.ts'
import { loadEnvironment } from '../../infra/config.ts'
import { runEnvironmentOf } from '../../infra/environment-file.ts'
import { synthesizeDefinition } from '../../infra/workflow-definition.ts'
import { deployment } from './example.ts'
import { type Call, input, lambdaError, runWorkflow } from './run-workflow.ts'

const environment = runEnvironmentOf(loadEnvironment('example'))
const workflow = synthesizeDefinition(environment, deployment)
const sources = ['apim-production', 'shared-production']
const thrice = (...names: string[]) => names.flatMap((name) => [name, name, name])
const twice = (names: string[]) => [...names, ...names]

const preflight = twice(['Preflight'])
const rehearsal = twice([
  'TakeSnapshot',
  'RestoreClone',
  ...thrice('MeasureClone', 'PurgeClone', 'VerifyClone', 'ReclaimClone'),
])
const smoke = ['StartApplication', 'SmokeTest', 'StopApplication']
const gates = [...twice(thrice('MeasureProduction')), 'CheckGates', 'AskApproval']
const production = twice(
  thrice('RecountProduction', 'PurgeProduction', 'VerifyProduction', 'ReclaimProduction'),
)
const ending = [...twice(['ExpireSnapshots']), 'Report']
/** Tried again whatever they fail of; see `anything` in states.ts. */
const insisting = /^(DeleteClone|StopApplication|ExpireSnapshots|Report)/
const times = (state: string) => (insisting.test(state) ? 11 : 1)
const happy = {
  plan: ['PlanRun', ...preflight, ...twice(thrice('CountRows')), 'Report'],
  rehearse: [
    'PlanRun',
    ...preflight,
    ...rehearsal,
    ...smoke,
    ...twice(['DeleteCloneAfterRehearsal']),
    ...ending,
  ],
  purge: [
    'PlanRun',
    ...preflight,
    ...rehearsal,
    ...smoke,
    ...gates,
    ...twice(['DeleteClone']),
    ...production,
    ...ending,
  ],
}
/** Called once, not for each source. */
const ofTheRun = ['PlanRun', ...smoke, 'CheckGates', 'AskApproval', 'Report']
const isProduction = (state: string) => state.endsWith('Production')

for (const mode of ['plan', 'rehearse', 'purge'] as const) {
  test(`mode ${mode}: every step of it in order, source after source, and nothing else`, async () => {
    const { states, error } = await runWorkflow(workflow, input(mode))
    assert.equal(error, null)
    assert.deepEqual(states, happy[mode])
  })
}

test('a run that names no mode gets that of its environment', async () => {
  const { states } = await runWorkflow(workflow, {})
  assert.deepEqual(states, happy.rehearse)
})

test('PlanRun gets the execution, what was typed, the environment and the deployment', async () => {
  for (const typed of [{ mode: 'plan' }, 'purge!', 7, null, []]) {
    const { calls } = await runWorkflow(workflow, typed)
    const { execution, ...event } = calls[0]?.event ?? {}
    assert.deepEqual(event, { input: typed, environment, deployment })
    assert.deepEqual(executionSchema.parse(execution), execution)
  }
})

test('each step gets the run and its source, and only its target', async () => {
  const { calls } = await runWorkflow(workflow, input('purge'))
  for (const { state, event } of calls.filter(({ state }) => !ofTheRun.includes(state))) {
    assert.equal(event.run.runId, 'run-1', state)
    assert.ok(sources.includes(event.source.name), state)
    assert.deepEqual(
      Object.keys(event).sort(),
      [
        ...(state === 'RecountProduction' ? ['again'] : []),
        ...('target' in event ? ['progress', 'run', 'source', 'target'] : ['run', 'source']),
        ...(state === 'Preflight' ? ['sources'] : []),
      ],
      state,
    )
    if ('target' in event)
      assert.equal(event.target, isProduction(state) ? 'production' : 'clone', state)
  }
})

test('a loop hands back its own progress, and the next loop begins afresh', async () => {
  const { calls } = await runWorkflow(workflow, input('rehearse'))
  const seen = calls
    .filter(({ state }) => state === 'MeasureClone' || state === 'PurgeClone')
    .slice(0, 6)
    .map(({ event }) => event.progress)
  const rounds = (of: string) => [null, { round: 1, of }, { round: 2, of }]
  assert.deepEqual(seen, [...rounds('MeasureClone'), ...rounds('PurgeClone')])
})

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

test('AskApproval gets the whole plan and a token, and its answer goes to the report', async () => {
  const { calls } = await runWorkflow(workflow, input('purge'))
  const asked = calls.find(({ state }) => state === 'AskApproval')?.event
  assert.deepEqual(Object.keys(asked ?? {}).sort(), ['run', 'sources', 'token'])
  assert.equal(asked?.token, 'the token')
  assert.deepEqual((calls.at(-1) as Call).event.state.approval, { by: 'the test' })
  assert.doesNotMatch(
    JSON.stringify(calls.filter(({ state }) => state !== 'AskApproval')),
    /the token/,
  )
})

test('where the environment asks nobody, no such state is left', async () => {
  const { approval: _, ...unasked } = environment
  const { states, error } = await runWorkflow(
    synthesizeDefinition(unasked, deployment),
    input('purge'),
  )
  assert.equal(error, null)
  assert.deepEqual(
    states,
    happy.purge.filter((state) => state !== 'AskApproval'),
  )
})

test('where the environment has no image, no such state is left', async () => {
  const { smokeTest: _, ...without } = environment
  const changed = synthesizeDefinition(without, deployment)
  assert.doesNotMatch(
    JSON.stringify(changed.definition),
    /StartApplication|"SmokeTest"|StopApplication/,
  )
  const { states, error } = await runWorkflow(changed, input('purge'))
  assert.equal(error, null)
  assert.deepEqual(
    states,
    happy.purge.filter((state) => !smoke.includes(state)),
  )
})

test('the steps of the smoke test get the whole plan: an application may need the clones of all sources', async () => {
  const { calls } = await runWorkflow(workflow, input('rehearse'))
  for (const { event } of calls.filter(({ state }) => smoke.includes(state))) {
    assert.deepEqual(Object.keys(event).sort(), ['run', 'sources'])
    assert.deepEqual(
      event.sources.map((source: { name: string }) => source.name),
      sources,
    )
  }
})

test('an application that can not be stopped keeps neither the clones nor the report from their turn, and is told', async () => {
  const { calls, states, error } = await runWorkflow(workflow, input('purge'), ({ state }) => {
    if (state === 'SmokeTest') throw lambdaError('SmokeTestFailed')
    if (state === 'StopApplicationAfterFailure') throw lambdaError('InvalidInput')
  })
  assert.equal(error?.name, 'SmokeTestFailed')
  assert.deepEqual(states.slice(-4), [
    'StopApplicationAfterFailure',
    'DeleteCloneAfterFailure',
    'DeleteCloneAfterFailure',
    'ReportFailure',
  ])
  assert.equal(states.filter((state) => state === 'StopApplicationAfterFailure').length, 11)
  const { event } = calls.at(-1) as Call
  assert.equal(event.failure.Error, 'SmokeTestFailed')
  assert.equal(event.state.applicationLeft.Error, 'InvalidInput')
})

test('an application that is on its way is waited for', async () => {
  const { states, error } = await runWorkflow(workflow, input('rehearse'), ({ state }, nth) => {
    if (state === 'SmokeTest' && nth <= 40) throw lambdaError('NotReady')
  })
  assert.equal(error, null)
  assert.equal(states.filter((state) => state === 'SmokeTest').length, 41)
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

for (const name of ['PurgeStopped', 'OutsideWindow'])
  test(`a purge that ends with ${name} in mid-way is not tried again, and the other sources are left alone`, async () => {
    const { states, error } = await runWorkflow(workflow, input('purge'), ({ state }, nth) => {
      if (state === 'PurgeProduction' && nth === 2) throw lambdaError(name)
    })
    assert.equal(error?.name, name)
    assert.deepEqual(states.slice(-5), [
      'PurgeProduction',
      'PurgeProduction',
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
      (call.event.source === undefined || call.event.source.name === sources[source])
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
    if (state === 'ExpireSnapshots' || (state === 'Report' && mode === 'purge')) {
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

test('a clone that can not be deleted keeps neither the next one nor the report from their turn', async () => {
  const { calls, error } = await runWorkflow(workflow, input('purge'), ({ state, event }) => {
    if (state === 'VerifyClone') throw lambdaError('CheckFailed')
    if (state === 'DeleteCloneAfterFailure' && event.source.name === sources[0])
      throw lambdaError('NotDrydocks')
  })
  assert.equal(error?.name, 'CheckFailed')
  assert.deepEqual(
    calls
      .filter(({ state }) => state === 'DeleteCloneAfterFailure')
      .map(({ event }) => event.source.name),
    [...Array(11).fill(sources[0]), sources[1]],
  )
  assert.equal(calls.at(-1)?.state, 'ReportFailure')
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

test('snapshots that can not be deleted are told to the report of a success, for each source', async () => {
  const { calls, error } = await runWorkflow(workflow, input('purge'), ({ state, event }) => {
    if (state === 'ExpireSnapshots' && event.source.name === sources[0])
      throw lambdaError('InvalidDBSnapshotState', 'in use')
  })
  assert.equal(error, null)
  const { state, event } = calls.at(-1) as Call
  assert.equal(state, 'Report')
  assert.equal(event.failure, null)
  const parsed = reportEventSchema.shape.state.parse(event.state)
  assert.deepEqual(
    parsed?.snapshotsLeft?.map(({ source, failure }) => [source, failure?.Error]),
    [
      [sources[0], 'InvalidDBSnapshotState'],
      [undefined, undefined],
    ],
  )
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

test('a function that runs out of memory again and again ends the run, by that name', async () => {
  const { error, states } = await runWorkflow(workflow, input('rehearse'), ({ state }) => {
    if (state === 'PurgeClone') throw lambdaError('Runtime.OutOfMemory')
  })
  assert.equal(error?.name, 'Runtime.OutOfMemory')
  assert.equal(states.filter((state) => state === 'PurgeClone').length, 4)
})

test('the clean-up after a failure waits as long as any other step', async () => {
  const { error, states } = await runWorkflow(workflow, input('rehearse'), ({ state }, nth) => {
    if (state === 'RestoreClone') throw lambdaError('RestoreFailed')
    if (state === 'DeleteCloneAfterFailure' && nth <= 290) throw lambdaError('NotReady')
  })
  assert.equal(error?.name, 'RestoreFailed')
  assert.equal(states.filter((state) => state === 'DeleteCloneAfterFailure').length, 292)
})
