import { loadEnvironment } from '../../infra/config.ts'
import { runEnvironmentOf } from '../../infra/environment-file.ts'
import { synthesizeDefinition } from '../../infra/workflow-definition.ts'
import { deployment } from './example.ts'
import { allStates } from './graph.ts'

export const { definition, taskSteps } = synthesizeDefinition(
  runEnvironmentOf(loadEnvironment('example')),
  deployment,
)

export const every = allStates(definition)

export const ofType = (type: string) =>
  Object.entries(every).filter(([, state]) => state.Type === type)
