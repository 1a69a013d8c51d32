import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { loadEnvironment } from '../../infra/config.ts'
import { runEnvironmentOf } from '../../infra/environment-file.ts'
import { steps } from '../../infra/steps.ts'
import { type State, synthesizeDefinition } from '../../infra/workflow-definition.ts'
import { definition, taskSteps, every, ofType } from './definition.ts'
import { deployment } from './example.ts'
import { catchers, reachable, successors } from './graph.ts'
import './workflow-retries.ts'

const top = definition.States

const innerOf = (map: string) =>
  (top[map] as State).ItemProcessor ?? assert.fail(`${map} is no Map`)

test('the definition passes asl-validator', () => {
  const validate = createRequire(import.meta.url)('asl-validator')
  const { isValid, errorsText } = validate(definition)
  assert.ok(isValid, errorsText?.('\n'))
})

test('every step of the contract is called, and every task calls one', () => {
  // Putting rows back and sweeping are machines of their own; clone-account.test.ts copies.
  assert.deepEqual(
    [...new Set(Object.values(taskSteps)), 'copySnapshot', 'undoRows', 'sweep'].sort(),
    Object.keys(steps).sort(),
  )
  assert.deepEqual(
    Object.keys(taskSteps).sort(),
    ofType('Task')
      .map(([name]) => name)
      .sort(),
  )
})

test('the machine as a whole has a timeout that follows the environment, and is shorter than a week', () => {
  const settings = runEnvironmentOf(loadEnvironment('example'))
  const timeout = (changes: Partial<typeof settings>) =>
    synthesizeDefinition({ ...settings, ...changes }, deployment).definition.TimeoutSeconds
  assert.equal(timeout({}), 6.5 * 86_400)
  const plain = {
    sources: settings.sources.slice(0, 1),
    smokeTest: undefined,
    window: undefined,
    approval: undefined,
    limits: { ...settings.limits, rdsWait: '3h' },
  }
  assert.equal(timeout(plain), 9 * 3600 + 2 * 86_400)
  assert.equal(timeout({ ...plain, approval: { deadline: '12h' } }), 21 * 3600 + 2 * 86_400)
})

test('whatever can fail has a catch for all errors, which keeps the plan', () => {
  for (const [name, state] of Object.entries(top).filter(
    ([, { Type }]) => Type === 'Task' || Type === 'Map',
  )) {
    const [caught, ...others] = [...(state.Catch ?? [])].reverse()
    assert.deepEqual(caught?.ErrorEquals, ['States.ALL'], name)
    assert.deepEqual(
      others.map(({ ErrorEquals, Next }) => [...ErrorEquals, Next]),
      name === 'AskApproval' ? [['States.Timeout', 'NotAnswered']] : [],
      name,
    )
    if (name === 'PlanRun')
      assert.equal(
        'ResultPath' in (caught ?? {}),
        false,
        'the input may be anything, so nothing of it is kept',
      )
    else
      assert.match(
        caught?.ResultPath ?? '',
        /^\$\.(applicationLeft|failure|(cleanup|archives|snapshots|report)Failure)$/,
        name,
      )
  }
})

const maps = [
  'Rehearse',
  'DeleteClonesAfterRehearsal',
  'LookAtProduction',
  'DeleteClones',
  'Production',
]

test('every rehearsal state lies under the catch that deletes the clones', () => {
  assert.deepEqual(
    Object.keys(innerOf('Rehearse').States).filter((name) => !name.endsWith('Done')),
    [
      'TakeSnapshot',
      'RestoreClone',
      'ProveEngine',
      'MeasureClone',
      'PurgeClone',
      'VerifyClone',
      'ReclaimClone',
      'CloneVerified',
    ],
  )
  for (const name of [...maps, 'PreflightSources', 'CheckGates', 'AskApproval', 'CountProduction'])
    assert.deepEqual(
      catchers(top[name] as State).filter((caught) => caught !== 'NotAnswered'),
      ['DeleteClonesAfterFailure'],
      name,
    )
  for (const name of ['StartApplication', 'SmokeTest', 'StopApplication'])
    assert.deepEqual(catchers(top[name] as State), ['StopApplicationAfterFailure'], name)
  assert.deepEqual(
    [...successors(top.StopApplicationAfterFailure as State)],
    ['DeleteClonesAfterFailure'],
  )
  assert.deepEqual(catchers(top.StopApplicationAfterFailure as State), ['DeleteClonesAfterFailure'])
  assert.deepEqual(successors(top.NotAnswered as State), ['DeleteClonesAfterFailure'])
  for (const map of maps)
    for (const [name, state] of Object.entries(innerOf(map).States))
      assert.deepEqual(catchers(state), [], `${name} must not catch by itself`)
  assert.deepEqual(catchers(innerOf('KeepSnapshots').States.ExpireSnapshots as State), [
    'SnapshotsLeft',
  ])
})

test('production is unreachable except through a verified rehearsal, the mode purge, the gates and deleted clones', () => {
  const only = [
    'PreflightSources',
    'Rehearse',
    'StartApplication',
    'SmokeTest',
    'StopApplication',
    'ChooseProduction',
    'LookAtProduction',
    'CheckGates',
    'WaitForWindow',
    'AskApproval',
    'DeleteClones',
  ]
  for (const gate of only)
    assert.ok(
      !reachable(definition, 'PlanRun', [gate]).has('Production'),
      `there is a way round ${gate}`,
    )
  for (const [name, state] of Object.entries(top))
    assert.ok(!catchers(state).includes('Production'), `${name} fails into production`)
  const choice = top.ChooseProduction as State
  assert.deepEqual(choice.Choices, [
    { Variable: '$.plan.run.mode', StringEquals: 'purge', Next: 'LookAtProduction' },
  ])
  assert.equal(choice.Default, 'DeleteClonesAfterRehearsal')
  assert.deepEqual(
    Object.entries(top)
      .filter(([, state]) => successors(state).includes('Production'))
      .map(([name]) => name),
    ['DeleteClones'],
  )
})

test('within the rehearsal and within production, the end is reached through the verification only', () => {
  for (const [map, verification, end] of [
    ['Rehearse', 'VerifyClone', 'CloneVerified'],
    ['Production', 'VerifyProduction', 'ProductionVerified'],
  ] as const) {
    const inner = innerOf(map)
    assert.ok(reachable(inner, inner.StartAt).has(end))
    assert.ok(!reachable(inner, inner.StartAt, [verification]).has(end))
    assert.ok(
      !reachable(inner, inner.StartAt, [verification]).has(
        verification.replace('Verify', 'Reclaim'),
      ),
      'no table is rebuilt before it is verified',
    )
    assert.deepEqual(
      Object.entries(inner.States)
        .filter(([, state]) => state.End)
        .map(([name]) => name),
      [end],
    )
  }
})

test('only the Map of production purges production', () => {
  const target = (state: State) => (state.Parameters as { target?: string }).target
  for (const [name, step] of Object.entries(taskSteps).filter(([, step]) => step === 'purgeRows'))
    assert.equal(
      target(every[name] as State),
      name in innerOf('Production').States ? 'production' : 'clone',
      `${name} ${step}`,
    )
})

test('a loop ends only once its step reports that it is done', () => {
  const loops = Object.entries(taskSteps)
    .filter(([, step]) => ['measureRows', 'purgeRows', 'verifyRows', 'reclaimSpace'].includes(step))
    .map(([name]) => name)
  assert.equal(loops.length, 10)
  for (const name of loops) {
    const choice = every[`${name}Done`] as State
    assert.equal(every[name]?.Next, `${name}Done`)
    assert.equal(choice.Default, name)
    const [done, ...pauses] = [...(choice.Choices ?? [])].reverse()
    assert.deepEqual(
      { ...done, Next: '' },
      { Variable: '$.rows.done', BooleanEquals: true, Next: '' },
    )
    assert.notEqual(done?.Next, name)
    assert.deepEqual(
      pauses.map(({ Next }) => [Next, every[Next]?.Type, every[Next]?.Next]),
      // What works on production works by its permits.
      /Production$|^CountRows$/.test(name) ? [[`${name}Pauses`, 'Wait', name]] : [],
    )
  }
})

test('sources take their turns one at a time', () => {
  for (const [name, state] of ofType('Map')) assert.equal(state.MaxConcurrency, 1, name)
})

test('the names of the states are unique in the whole machine', () => {
  const count = (states: Readonly<Record<string, State>>): number =>
    Object.values(states).reduce(
      (sum, state) => sum + 1 + (state.ItemProcessor ? count(state.ItemProcessor.States) : 0),
      0,
    )
  assert.equal(Object.keys(every).length, count(top))
})
