import { loadEnvironment } from '../../infra/config.ts'
import { runEnvironmentOf } from '../../infra/environment-file.ts'
import { synthesizeDefinition } from '../../infra/workflow-definition.ts'
import { deployment } from './example.ts'

export const environment = runEnvironmentOf(loadEnvironment('example'))

export const workflow = synthesizeDefinition(environment, deployment)

export const sources = ['apim-production', 'shared-production']

const thrice = (...names: string[]) => names.flatMap((name) => [name, name, name])

const twice = (names: string[]) => [...names, ...names]

const preflight = twice(['Preflight'])

const rehearsal = twice([
  'TakeSnapshot',
  'RestoreClone',
  'ProveEngine',
  ...thrice('MeasureClone', 'PurgeClone', 'VerifyClone', 'ReclaimClone'),
])

export const smoke = ['StartApplication', 'SmokeTest', 'StopApplication']

const gates = [...twice(thrice('MeasureProduction')), 'CheckGates', 'AskApproval']

export const production = twice(
  thrice('RecountProduction', 'PurgeProduction', 'VerifyProduction', 'ReclaimProduction'),
)

const ending = [...twice(['ExpireSnapshots']), 'Report']

export const happy = {
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
    ...twice(['GatherArchive']),
    ...ending,
  ],
}

/** Called once, not for each source. */
export const ofTheRun = ['PlanRun', ...smoke, 'CheckGates', 'AskApproval', 'Report']

export const isProduction = (state: string) => state.endsWith('Production')
