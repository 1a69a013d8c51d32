import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { State } from '../../infra/workflow-definition.ts'
import { definition, ofType } from './definition.ts'
import { catchers, reachable, successors } from './graph.ts'

const top = definition.States

const failureTail = [
  'NoPlan',
  'NotAnswered',
  'StopApplicationAfterFailure',
  'DeleteClonesAfterFailure',
  'ReportFailure',
  'RunFailed',
]

const tailStates = ['GatherArchives', 'KeepSnapshots', 'Report', 'NotReported']

test('no failure ends in success: success and failure share no state', () => {
  assert.deepEqual(
    ofType('Succeed').map(([name]) => name),
    ['Succeeded'],
  )
  assert.deepEqual(
    ofType('Fail').map(([name]) => name),
    ['RunFailed'],
  )
  // But for the tail: by then the run's work is done, and what it can not do is a warning.
  assert.deepEqual(catchers(top.GatherArchives as State), ['KeepSnapshots'])
  assert.deepEqual(catchers(top.KeepSnapshots as State), ['Report'])
  assert.deepEqual(catchers(top.Report as State), ['NotReported'])
  assert.deepEqual(
    (top.NotReported as State).Choices?.map(({ Next, ...test }) => [test, Next]),
    [[{ Variable: '$.plan.run.mode', StringEquals: 'purge' }, 'Succeeded']],
  )
  assert.equal((top.NotReported as State).Default, 'ReportFailure')
  for (const tail of ['KeepSnapshots', 'Report', 'NotReported'])
    for (const [name, state] of Object.entries(top))
      if (!tailStates.includes(name) && name !== 'Report')
        assert.ok(!catchers(state).includes(tail), `${name} fails into ${tail}`)
  for (const [name, state] of Object.entries(top).filter(([name]) => !tailStates.includes(name)))
    for (const caught of catchers(state)) {
      assert.ok(failureTail.includes(caught), `${name} fails into ${caught}`)
      assert.ok(
        [...reachable(definition, caught)].every((reached) => failureTail.includes(reached)),
        `${caught} leads back`,
      )
    }
  for (const [name, state] of Object.entries(top))
    if (!failureTail.includes(name) && name !== 'NotReported')
      assert.ok(
        successors(state).every((next) => !failureTail.includes(next)),
        `${name} succeeds into the failure's way`,
      )
})

test('every way ends: in Succeeded or in RunFailed', () => {
  for (const name of reachable(definition, 'PlanRun')) {
    const reached = reachable(definition, name)
    assert.ok(reached.has('Succeeded') || reached.has('RunFailed'), name)
  }
  assert.deepEqual(
    [...reachable(definition, 'PlanRun')].sort(),
    Object.keys(top).sort(),
    'no state is left over',
  )
})

test('the failure that was caught is the one the run ends with', () => {
  const failed = top.RunFailed as State
  assert.deepEqual([failed.ErrorPath, failed.CausePath], ['$.failure.Error', '$.failure.Cause'])
})
