import assert from 'node:assert/strict'
import { test } from 'node:test'
import { executionSchema, reportEventSchema } from '../../functions/contract/steps.ts'
import { synthesizeDefinition } from '../../infra/workflow-definition.ts'
import { deployment } from './example.ts'
import {
  environment,
  workflow,
  sources,
  smoke,
  happy,
  ofTheRun,
  isProduction,
} from './expected-run.ts'
import { type Call, input, lambdaError, runWorkflow } from './run-workflow.ts'
import './workflow-failures.ts'

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

test('PlanRun gets the execution, its input, the environment and the deployment', async () => {
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
    if (state === 'GatherArchive') {
      // Of a run that has ended the sweep knows no more.
      const known = ['archive', 'deployment', 'endsBy', 'runId', 'source']
      assert.deepEqual(Object.keys(event).sort(), known)
      assert.ok(sources.includes(event.source))
      continue
    }
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

test('what a purge that succeeds leaves as its output has its plan, which drydock status reads', async () => {
  const { calls, output } = await runWorkflow(workflow, input('purge'))
  const asked = calls.find(({ state }) => state === 'AskApproval')?.event
  const { plan } = output as { plan?: unknown }
  assert.deepEqual(plan, { run: asked?.run, sources: asked?.sources })
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

test('without an approval in the environment, its states are gone', async () => {
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

test('without an image in the environment, its states are gone', async () => {
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

test('an application that cannot be stopped prevents neither clone deletion nor report, and is reported', async () => {
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

for (const name of ['PurgeStopped', 'OutsideWindow'])
  test(`a purge that ends with ${name} midway is not retried, and the other sources are left alone`, async () => {
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

test("a successful run's report lists snapshots that cannot be deleted, for each source", async () => {
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

test('an archive that cannot be gathered does not keep those of the next sources', async () => {
  const { calls, error } = await runWorkflow(workflow, input('purge'), ({ state, event }) => {
    if (state === 'GatherArchive' && event.source === sources[0])
      throw lambdaError('ArchiveDamaged', 'read back')
  })
  assert.equal(error, null)
  const gathered = calls.filter(({ state }) => state === 'GatherArchive')
  assert.ok(gathered.some(({ event }) => event.source === sources[1]))
  const { state, event } = calls.at(-1) as Call
  assert.equal(state, 'Report')
  const parsed = reportEventSchema.shape.state.parse(event.state)
  assert.deepEqual(
    parsed?.archivesLeft?.map(({ source, failure }) => [source, failure?.Error]),
    [
      [sources[0], 'ArchiveDamaged'],
      [undefined, undefined],
    ],
  )
})

test('a function that runs out of memory again and again ends the run, by that name', async () => {
  const { error, states } = await runWorkflow(workflow, input('rehearse'), ({ state }) => {
    if (state === 'PurgeClone') throw lambdaError('Runtime.OutOfMemory')
  })
  assert.equal(error?.name, 'Runtime.OutOfMemory')
  assert.equal(states.filter((state) => state === 'PurgeClone').length, 4)
})
