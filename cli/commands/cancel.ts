import { isDeepStrictEqual } from 'node:util'
import { answerTask } from '../aws/answers.ts'
import { callerArn } from '../aws/caller.ts'
import {
  currentState,
  isRunning,
  readExecution,
  stopExecution,
  type WholeExecution,
} from '../aws/executions.ts'
import { NamedError } from '../../functions/contract/errors.ts'
import { notConfirmed } from '../confirm.ts'
import { findDeployed, type Deployed } from '../deployed.ts'
import { exitCodes } from '../exit-codes.ts'
import { followRun } from '../follow.ts'
import { findRun } from '../runs.ts'
import { howToEnd, mayHaveDeleted } from '../how-to-end.ts'
import { changeControl, currentControl, runsOnProduction } from '../switch.ts'
import { shownControl } from '../shown-control.ts'
import type { Terminal } from '../terminal.ts'
import { tokenOf } from '../waiting.ts'
import { show } from './show.ts'

interface Options {
  readonly environment?: string
  readonly yes?: true
}

/**
 * Ends a run in the way that suits where it is, so that what can be verified and reported is, and
 * its clone goes.
 */
export async function cancel(terminal: Terminal, run: string, options: Options): Promise<number> {
  const environment = await findDeployed(options.environment)
  const execution = await findRun(environment, run)
  if (!isRunning(execution))
    throw new NamedError(
      'RunNotFound',
      `The run ${execution.name} is over (${execution.status}), so there is nothing to cancel. ` +
        'drydock status lists what is under way.',
    )
  const before = await currentState(execution.arn)
  refuseEnding(execution.name, before)
  const refused = await notConfirmed(
    terminal,
    `End the run ${execution.name}, which is in ${before ?? 'its beginning'}?`,
    options.yes,
  )
  if (refused !== null) return refused
  const by = await callerArn()
  // It went on while the question was asked.
  const state = await currentState(execution.arn)
  refuseEnding(execution.name, state)
  const how = howToEnd(state)
  if (how === 'stop') return stopAtOnce(terminal, execution, by)
  if (how === 'switch') await stopBySwitch(terminal, environment, execution)
  else {
    const token = await tokenOf(environment, execution)
    await answerTask(token, { error: 'NotApproved', cause: `Cancelled by ${by}.` })
    await followRun(terminal, environment, execution.name)
  }
  await show(terminal, execution.name, options)
  return exitCodes.done
}

/** @throws NamedError NotReady if the run is about to end by itself */
function refuseEnding(name: string, state: string | null): void {
  if (howToEnd(state) !== 'leave') return
  throw new NamedError(
    'NotReady',
    `The run ${name} is in ${state} and about to end by itself; stopped there, it would leave ` +
      `its clone or its report behind. Wait for its end: drydock follow ${name}`,
  )
}

/** Stops the execution; the sweep deletes its clone. */
async function stopAtOnce(
  terminal: Terminal,
  { name, arn }: WholeExecution,
  by: string,
): Promise<number> {
  await stopExecution(arn, `Cancelled by ${by}.`)
  const state = await currentState(arn)
  const production = mayHaveDeleted(state)
    ? 'It had just begun to work on production, where its call may work on for 15 minutes; ' +
      'drydock stop ends that after its batch.'
    : 'Production is untouched.'
  terminal.print(
    `${name} was stopped in ${state ?? 'its beginning'}. ${production} A sweep deletes its clone ` +
      'within half an hour: drydock clones shows it until then. A stopped run writes no report.',
  )
  return exitCodes.done
}

/**
 * Stops the work on production after its batch, and lets later runs purge again.
 * @throws NamedError PurgeRunning if the switch would stop another run, too
 */
async function stopBySwitch(
  terminal: Terminal,
  environment: Deployed,
  { name }: WholeExecution,
): Promise<void> {
  const other = (await runsOnProduction(environment)).find((one) => one.name !== name)
  if (other !== undefined)
    throw new NamedError(
      'PurgeRunning',
      `The switch would stop ${other.name}, too, which also works on production. Nothing was ` +
        `changed. End that first (drydock cancel ${other.name}), or stop both: drydock stop`,
    )
  const old = await currentControl(environment)
  const stopped = await changeControl(terminal, environment, old, { ...old, stop: true })
  terminal.say(
    'It stops after the batch in flight; if it waits for its window, when that opens. If you end ' +
      'this command, run drydock resume only once drydock status shows that the run has ended.',
  )
  try {
    await followRun(terminal, environment, name)
  } finally {
    const ended = await readExecution(environment.runs, name)
    if (ended !== null && !isRunning(ended)) {
      const now = await currentControl(environment)
      if (isDeepStrictEqual(now, stopped))
        await changeControl(terminal, environment, now, { ...now, stop: old.stop })
      else
        terminal.say(
          `The switch was changed meanwhile, so it stays as it is: ${shownControl(now)}.`,
        )
    }
  }
}
