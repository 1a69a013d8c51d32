import { z } from 'zod'
import { controlAt, holdsSettings, type Control } from '../functions/contract/control.ts'
import { listExecutions, readDefinition } from './aws/executions.ts'
import type { Deployed } from './deployed.ts'
import { shownControl } from './shown-control.ts'
import { shownInstant } from './times.ts'

const machineSchema = z.object({ TimeoutSeconds: z.number() })

/** ms for which a call of a function may outlive the run that it belongs to. */
const longestCall = 15 * 60_000

/**
 * When all runs that are under way have ended, whatever happens, and their last calls, too: the
 * state machine ends each by then. null where none is under way.
 */
async function endOfRuns({ runs }: Deployed): Promise<number | null> {
  const running = await listExecutions(runs, 10, 'RUNNING')
  if (running.length === 0) return null
  const { TimeoutSeconds } = machineSchema.parse(await readDefinition(runs))
  const starts = running.map(({ startedAt }) => Date.parse(startedAt))
  return Math.max(...starts) + TimeoutSeconds * 1000 + longestCall
}

/** The switch as a change begins with it, and how long the change lasts, in words. */
interface Lasting {
  readonly old: Control
  readonly lasts: string
}

/** They would outlast their runs without end, beside a change that is kept. */
const saidOfDropped = (control: Control): string =>
  ` Dropped, since the runs that it was set for have ended: ${shownControl(control)}.`

/**
 * Changes of pause, pace and levels expire with the runs that are under way, unless they are to be
 * kept, or are set beside others that were kept.
 */
export async function beforeChange(
  environment: Deployed,
  control: Control,
  keep: boolean,
): Promise<Lasting> {
  const end = await endOfRuns(environment)
  // The runs that they were set for are over.
  const { until, ...old } = end === null ? controlAt(control, Number.POSITIVE_INFINITY) : control
  const dropped =
    end === null && control.until !== undefined && holdsSettings(control)
      ? saidOfDropped(control)
      : ''
  if (keep) return { old, lasts: `What the switch holds is kept until it is taken back.${dropped}` }
  if (end === null)
    return {
      old,
      lasts: `No run is under way, so the change is kept until it is taken back.${dropped}`,
    }
  if (until === undefined && holdsSettings(old))
    return { old, lasts: 'The switch holds what was kept, so the change is kept, too.' }
  return {
    old: { ...old, until: new Date(end).toISOString() },
    lasts:
      `The change expires at ${shownInstant(new Date(end))}, by when the runs under way must ` +
      'have ended; a run started before then obeys it, too. --keep keeps it.',
  }
}
