import type { Control } from '../functions/contract/control.ts'
import { isRunning, readExecution } from './aws/executions.ts'
import type { Deployed } from './deployed.ts'
import type { Terminal } from './terminal.ts'

/** A cancel that the switch holds: of which run, by whom, and whether the run still goes on. */
export interface HeldCancel {
  readonly run: string
  readonly by: string
  readonly goesOn: boolean
}

export async function heldCancel(
  { runs }: Deployed,
  { cancel }: Control,
): Promise<HeldCancel | null> {
  if (cancel === undefined) return null
  const found = await readExecution(runs, cancel.run)
  return { ...cancel, goesOn: found !== null && isRunning(found) }
}

/** Says whose cancel a change has taken out of the switch. */
export function sayTakenBack(terminal: Terminal, held: HeldCancel | null, next: Control): void {
  if (held === null) return
  const { run, by, goesOn } = held
  if (next.cancel?.run === run && next.cancel.by === by) return
  const then = goesOn ? `: ${run} goes on.` : '; it has ended.'
  terminal.say(
    next.cancel?.run === run
      ? `It was cancelled by ${by} before.`
      : `The cancel of ${run} by ${by} is taken back${then}`,
  )
}
