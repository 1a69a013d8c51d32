import { answerTask } from '../aws/answers.ts'
import { callerArn } from '../aws/caller.ts'
import { notConfirmed } from '../confirm.ts'
import { findDeployed } from '../deployed.ts'
import { exitCodes } from '../exit-codes.ts'
import { heldBySwitch } from '../held-by-switch.ts'
import { printQuestion } from '../question.ts'
import { findRun } from '../runs.ts'
import type { Terminal } from '../terminal.ts'
import { shownInstant } from '../times.ts'
import { tokenOf } from '../waiting.ts'

interface Options {
  readonly environment?: string
  readonly yes?: true
}

/** Shows what would be deleted, asks, and lets the run purge production. */
export async function approve(terminal: Terminal, run: string, options: Options): Promise<number> {
  const environment = await findDeployed(options.environment)
  const execution = await findRun(environment, run)
  const token = await tokenOf(environment, execution)
  terminal.print(
    `The run ${execution.name} of ${environment.name}, started ` +
      `${shownInstant(execution.startedAt)}, waits for approval.`,
  )
  await printQuestion(terminal, environment, execution.name)
  const by = await callerArn()
  const refused = await notConfirmed(
    terminal,
    `Purge production of ${environment.name} as rehearsed by ${execution.name}?`,
    options.yes,
  )
  if (refused !== null) return refused
  await answerTask(token, { by })
  terminal.print(`Approved by ${by}. To follow the purge: drydock follow ${execution.name}`)
  const held = await heldBySwitch(environment)
  if (held !== null) terminal.print(held)
  return exitCodes.done
}

/** Ends a run that waits for approval: nothing of production is purged. */
export async function reject(
  terminal: Terminal,
  run: string,
  options: Options & { readonly why: string },
): Promise<number> {
  const environment = await findDeployed(options.environment)
  const execution = await findRun(environment, run)
  const token = await tokenOf(environment, execution)
  const by = await callerArn()
  const refused = await notConfirmed(terminal, `End the run ${execution.name}?`, options.yes)
  if (refused !== null) return refused
  await answerTask(token, { error: 'NotApproved', cause: `${options.why} (rejected by ${by})` })
  terminal.print(
    `Rejected by ${by}. Production is untouched; the run deletes its clone and reports.`,
  )
  return exitCodes.done
}
