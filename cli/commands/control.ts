import type { z } from 'zod'
import type { Control, controlSchema } from '../../functions/contract/control.ts'
import { NamedError } from '../../functions/contract/errors.ts'
import { currentState, listExecutions } from '../aws/executions.ts'
import { findDeployed, type Deployed } from '../deployed.ts'
import { exitCodes } from '../exit-codes.ts'
import { heldCancel, sayTakenBack } from '../held-cancel.ts'
import { beforeChange } from '../held-until.ts'
import { changeControl, currentControl, runsOnProduction, seenByPurge } from '../switch.ts'
import type { Terminal } from '../terminal.ts'

interface Options {
  /** s to wait until the purge has seen it. */
  readonly wait: number
  /** Whether the change outlasts the runs that are under way. */
  readonly keep?: true
}
type Change = (old: Control) => z.input<typeof controlSchema>

/** Changes the switch, and says whether the purge has seen it. */
async function change(
  terminal: Terminal,
  name: string | undefined,
  { wait, keep }: Options,
  to: Change,
  expires: boolean,
): Promise<number> {
  const environment = await findDeployed(name)
  const now = await currentControl(environment)
  const lasting = expires ? await beforeChange(environment, now, keep === true) : null
  const held = await heldCancel(environment, now)
  const next = await changeControl(terminal, environment, now, to(lasting?.old ?? now))
  sayTakenBack(terminal, held, next)
  if (lasting !== null) terminal.say(lasting.lasts)
  const [run] = await runsOnProduction(environment)
  if (run === undefined) {
    terminal.print(await whoReadsIt(environment, next))
    return exitCodes.done
  }
  if (next.stop) {
    terminal.print(
      `${run.name} stops after the batch in flight, or when the window opens that it waits for, ` +
        `and reports: drydock show ${run.name}`,
    )
    return exitCodes.done
  }
  if (wait === 0) return exitCodes.done
  terminal.say(`Waiting up to ${wait} s until ${run.name} shows that it has read it …`)
  const seen = await seenByPurge(environment, run, next, wait * 1000)
  terminal.print(
    seen
      ? `${run.name} has seen it.`
      : `${run.name} has not confirmed the change within ${wait} s. ` +
          (next.pause
            ? 'It confirms a pause about 20 s after the batch in flight'
            : 'It confirms a change with its next batch; while it pauses there is none') +
          '. The switch holds the change all the same. See drydock status.',
  )
  return exitCodes.done
}

/** Of the runs that do not read the switch yet, the one that will be the first to. */
async function whoReadsIt({ runs }: Deployed, { pause }: Control): Promise<string> {
  const [run] = await listExecutions(runs, 1, 'RUNNING')
  if (run === undefined) return 'No run works on production now; the next one reads it.'
  const state = await currentState(run.arn)
  const then = pause ? 'pauses before' : 'reads the switch before'
  return state === 'AskApproval'
    ? `${run.name} waits for approval. Once approved, the run ${then} it works on production.`
    : `${run.name} is in ${state ?? 'its beginning'}. The run ${then} it works on production.`
}

export const stop = (terminal: Terminal, name: string | undefined, options: Options) =>
  change(terminal, name, options, (old) => ({ ...old, stop: true }), false)

export const pause = (terminal: Terminal, name: string | undefined, options: Options) =>
  change(terminal, name, options, (old) => ({ ...old, pause: true }), true)

/** Ends a stop or a pause; with reset also what else the switch holds, valid or not. */
export async function resume(
  terminal: Terminal,
  name: string | undefined,
  options: Options & { readonly reset?: true },
): Promise<number> {
  if (options.reset !== true) {
    const without: Change = ({ cancel: _, ...old }) => ({ ...old, stop: false, pause: false })
    return change(terminal, name, options, without, false)
  }
  const environment = await findDeployed(name)
  const old = await currentControl(environment).catch((error: unknown) => {
    if (error instanceof NamedError && error.name === 'InvalidInput') return null
    throw error
  })
  const held = old === null ? null : await heldCancel(environment, old)
  const next = await changeControl(terminal, environment, old, { stop: false })
  sayTakenBack(terminal, held, next)
  return exitCodes.done
}

/** The most of the time that a purge works; "default" for the environment's own. */
export const pace = (
  terminal: Terminal,
  share: number | null,
  name: string | undefined,
  options: Options & { readonly batch?: number },
) =>
  change(
    terminal,
    name,
    options,
    ({ productionShare: _, batchMilliseconds, ...old }) => ({
      ...old,
      ...(share !== null && { productionShare: share }),
      ...(share !== null && batchMilliseconds !== undefined && { batchMilliseconds }),
      ...(options.batch !== undefined && { batchMilliseconds: options.batch }),
    }),
    true,
  )
