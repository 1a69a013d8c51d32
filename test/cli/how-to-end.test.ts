import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hasMadeNothing, howToEnd } from '../../cli/how-to-end.ts'
import { synthesizeDefinition } from '../../infra/workflow-definition.ts'
import { deployment, environment } from './deployed.ts'

test('each state of a run has its way to be ended', () => {
  const whole = { ...environment, approval: { deadline: '1h' } }
  const { taskSteps } = synthesizeDefinition(whole, deployment)
  assert.deepEqual(Object.keys(taskSteps).filter(hasMadeNothing).sort(), [
    'CountRows',
    'PlanRun',
    'Preflight',
  ])
  const ways: Record<string, string[]> = {}
  for (const state of Object.keys(taskSteps)) (ways[howToEnd(state)] ??= []).push(state)
  for (const states of Object.values(ways)) states.sort()
  assert.deepEqual(ways, {
    stop: [
      'CheckGates',
      'CountRows',
      'DeleteClone',
      'MeasureClone',
      'MeasureProduction',
      'PlanRun',
      'Preflight',
      'ProveEngine',
      'PurgeClone',
      'ReclaimClone',
      'RestoreClone',
      'TakeSnapshot',
      'VerifyClone',
    ],
    switch: ['PurgeProduction', 'ReclaimProduction', 'RecountProduction', 'VerifyProduction'],
    answer: ['AskApproval'],
    leave: [
      'DeleteCloneAfterFailure',
      'DeleteCloneAfterRehearsal',
      'ExpireSnapshots',
      'GatherArchive',
      'Report',
      'ReportFailure',
    ],
  })
})
