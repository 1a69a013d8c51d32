import type { Deployment, RunEnvironment } from '../../functions/contract/environment.ts'
import { callerArn } from '../aws/caller.ts'
import { listExecutions, type Execution } from '../aws/executions.ts'
import { findStacks, type FoundStack } from '../aws/stacks.ts'
import { deploymentOf, findDeployed, settingsOf, type Deployed } from '../deployed.ts'

/** What the checks of an environment read. */
export interface Scene {
  /** The caller's ARN. */
  readonly caller: string
  readonly environment: Deployed
  readonly stack: FoundStack | undefined
  readonly settings: RunEnvironment
  readonly deployment: Deployment
  /** The last ones, newest first. */
  readonly runs: readonly Execution[]
}

/** @throws NamedError where nothing of the environment can be seen */
export async function sceneOf(name: string | undefined): Promise<Scene> {
  const caller = await callerArn()
  const environment = await findDeployed(name)
  const [stack] = await findStacks(environment.stack)
  return {
    caller,
    environment,
    stack,
    settings: await settingsOf(environment),
    deployment: await deploymentOf(environment),
    runs: await listExecutions(environment.runs, 10),
  }
}
