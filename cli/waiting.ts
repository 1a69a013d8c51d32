import { approvalName } from '../functions/contract/control.ts'
import { NamedError } from '../functions/contract/errors.ts'
import { currentState, isRunning, type WholeExecution } from './aws/executions.ts'
import { readParameter } from './aws/parameters.ts'
import type { Deployed } from './deployed.ts'

/**
 * The token of a run that waits for approval; a secret.
 * @throws NamedError NotApproved if it does not wait
 */
export async function tokenOf(environment: Deployed, run: WholeExecution): Promise<string> {
  const state = isRunning(run) ? await currentState(run.arn) : run.status
  const token =
    state === 'AskApproval' ? await readParameter(approvalName(environment.name, run.name)) : null
  if (token !== null && token !== '') return token
  throw new NamedError(
    'NotApproved',
    `The run ${run.name} does not wait for approval: ` +
      (isRunning(run)
        ? `it is in ${state ?? 'its beginning'}. Wait until drydock status shows AskApproval; ` +
          'an environment without "approval" never asks.'
        : `it has ended (${run.status}). drydock show ${run.name} says what came of it.`),
  )
}
