import { answerTask } from '../aws/answers.ts'
import { callerArn } from '../aws/caller.ts'
import { currentState, isRunning, stopExecution, type WholeExecution } from '../aws/executions.ts'
import { NamedError } from '../../functions/contract/errors.ts'
import { minutesBeforeSweep } from '../../infra/steps.ts'
import { notConfirmed } from '../confirm.ts'
import { findDeployed, type Deployed } from '../deployed.ts'
import { exitCodes } from '../exit-codes.ts'
import { followRun } from '../follow.ts'
import { heldCancel, sayTakenBack, type HeldCancel } from '../held-cancel.ts'
import { findRun } from '../runs.ts'
import { hasMadeNothing, howToEnd, mayHaveDeleted } from '../how-to-end.ts'
import { changeControl, currentControl } from '../switch.ts'
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
      `No run ${execution.name} is under way: it has ended (${execution.status}), so there is ` +
        'nothing to cancel. drydock status lists what is under way.',
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
  if (how === 'stop') return stopAtOnce(terminal, environment, execution, by)
  if (how === 'switch') await cancelBySwitch(terminal, environment, execution.name, by)
  else {
    const token = await tokenOf(environment, execution)
    const cause = `The run was cancelled by ${by} (drydock cancel). Production is untouched.`
    await answerTask(token, { error: 'Cancelled', cause })
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

/** Stops the execution; the sweep deletes what it has made. */
async function stopAtOnce(
  terminal: Terminal,
  environment: Deployed,
  { name, arn }: WholeExecution,
  by: string,
): Promise<number> {
  await stopExecution(arn, `The run was cancelled by ${by} (drydock cancel).`)
  const state = await currentState(arn)
  if (mayHaveDeleted(state)) {
    // It went on before it was stopped, and a call that is under way outlives its execution.
    terminal.print(
      `${name} was stopped in ${state}, where it had just begun to work on production.`,
    )
    await nameInSwitch(terminal, environment, name, by)
  } else
    terminal.print(`${name} was stopped in ${state ?? 'its beginning'}. Production is untouched.`)
  const rest = hasMadeNothing(state)
    ? 'It had made nothing that is to be deleted.'
    : `A sweep begins ${minutesBeforeSweep} minutes later. It deletes the clone, if there is ` +
      'one: drydock clones shows it until then.'
  terminal.print(`${rest} A stopped run writes no report.`)
  return exitCodes.done
}

/** Ends a call that outlives its execution; another's cancel that still has to work stays. */
async function nameInSwitch(
  terminal: Terminal,
  environment: Deployed,
  run: string,
  by: string,
): Promise<void> {
  const old = await currentControl(environment)
  const held = await heldCancel(environment, old)
  if (isOfOther(held, run)) {
    terminal.print(
      `The switch stays as it is: it names ${held.run}, which ${held.by} has cancelled and which ` +
        `has not ended yet. A call of ${run} that is under way ends by itself, within 15 min. To ` +
        `end it after its batch, and all other work: drydock stop ${environment.name}`,
    )
    return
  }
  terminal.print(
    'A call that is under way there reads in the switch that the run is cancelled, and ends ' +
      `after its batch. drydock resume ${environment.name} takes that out of the switch again.`,
  )
  const next = { ...old, cancel: { run, by } }
  sayTakenBack(terminal, held, await changeControl(terminal, environment, old, next))
}

const isOfOther = (held: HeldCancel | null, run: string): held is HeldCancel =>
  held !== null && held.run !== run && held.goesOn

/** Stops this run's work on production after its batch; the switch lets other runs go on. */
async function cancelBySwitch(
  terminal: Terminal,
  environment: Deployed,
  run: string,
  by: string,
): Promise<void> {
  const old = await currentControl(environment)
  const held = await heldCancel(environment, old)
  if (isOfOther(held, run))
    throw new NamedError(
      'NotReady',
      `The switch names ${held.run}, which was cancelled by ${held.by} and has not ended yet; it ` +
        `would go on if the switch named ${run}. Wait for its end, or end both: drydock stop ` +
        environment.name,
    )
  const next = { ...old, cancel: { run, by } }
  sayTakenBack(terminal, held, await changeControl(terminal, environment, old, next))
  terminal.say(
    'It stops after the batch in flight; if it waits for its window, when that opens. It does so ' +
      'too if you end this command.',
  )
  await followRun(terminal, environment, run)
  // Others may have changed the switch meanwhile.
  const { cancel, ...now } = await currentControl(environment)
  if (cancel?.run === run) await changeControl(terminal, environment, { ...now, cancel }, now)
}
