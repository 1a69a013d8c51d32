import {
  hoursText,
  leastRun,
  longestRun,
  runBound,
  timeOfDay,
  verifyingTime,
} from '../functions/contract/bounds.ts'
import { durationMilliseconds, type RunEnvironment } from '../functions/contract/environment.ts'
import { type Window, weekdays } from '../functions/contract/window.ts'

const day = 86_400_000

interface Contradiction {
  readonly path: string[]
  readonly message: string
}

interface Start {
  readonly day: string
  readonly time: string
}
type Times = Parameters<typeof runBound>[0] & Pick<RunEnvironment, 'clone' | 'mode'>

/** Combinations of an environment's times, each valid by itself, that no run can meet. */
export function contradictions(
  file: Times & {
    readonly schedule: Start
    readonly cloneAccount?: unknown
  },
): Contradiction[] {
  const { limits, approval, window, clone, cloneAccount } = file
  const bound = runBound(file)
  const least = leastRun(limits, approval, cloneAccount)
  const found: Contradiction[] = []
  if (least > longestRun)
    found.push({
      path: ['limits', 'rdsWait'],
      message:
        'expected less: the snapshot and the restore may each take that long, ' +
        `${approval ? `"approval.deadline" is ${approval.deadline}, ` : ''}the rows take at ` +
        `least a day, and a run ends after ${hoursText(longestRun)}, before the next weekly one`,
    })
  if (clone.deleteAfter !== undefined && durationMilliseconds(clone.deleteAfter) < bound)
    found.push({
      path: ['clone', 'deleteAfter'],
      message:
        `expected ${hoursText(bound)} or more, the maximum duration of a run: otherwise a ` +
        'clone in use would count as left behind. Omit it to use that duration',
    })
  const opens = window === undefined ? 0 : untilOpen(window, file.schedule)
  if (file.mode === 'purge' && opens > bound - verifyingTime(bound))
    found.push({
      path: ['window'],
      message:
        `expected one that opens within ${hoursText(bound - verifyingTime(bound))} of the ` +
        `scheduled run: it opens after ${hoursText(opens)}, and no run waits that long. Start ` +
        'the run on the day before the window opens',
    })
  return found
}

/** ms from the weekly run's start until the window opens. */
export function untilOpen({ days, from, to }: Window, schedule: Start): number {
  const start = weekdays.findIndex((name) => name === schedule.day) * day + timeOfDay(schedule.time)
  const length = (timeOfDay(to) - timeOfDay(from) + day) % day
  return Math.min(
    ...days.map((name) => {
      const opens = weekdays.indexOf(name) * day + timeOfDay(from)
      const since = (start - opens + 7 * day) % (7 * day)
      return since < length ? 0 : 7 * day - since
    }),
  )
}
