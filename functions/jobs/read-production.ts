import { z } from 'zod'
import type { RowsResult, rowsEventSchema } from '../contract/steps.ts'
import { throttleStateSchema } from '../contract/throttle.ts'
import type { Work } from './each-database.ts'
import { throttleProduction } from './throttle-production.ts'
import type { TimedSurroundings } from './timed.ts'

/**
 * Timeout in ms of statements that only read production; a range whose statement takes longer is
 * made smaller.
 */
export const readingTime = 30_000

const stateSchema = z.object({ throttle: throttleStateSchema.optional() }).nullable().catch(null)

/**
 * How rows are read: on production with the permits of a purge and a timeout per statement. The
 * progress carries the throttle's state; on a clone there is none.
 */
export function readingRows(
  { run, source, target, progress }: z.infer<typeof rowsEventSchema>,
  surroundings: TimedSurroundings,
): {
  readonly how: Pick<Work<never, never>, 'permits' | 'onTrouble' | 'statementTime'>
  answer(result: RowsResult): RowsResult
} {
  const { note } = surroundings
  const throttle =
    target === 'production'
      ? throttleProduction({
          run,
          source,
          ...surroundings,
          state: stateSchema.parse(progress ?? null)?.throttle,
          note,
        })
      : null
  return {
    how: {
      onTrouble: ({ kind, message }, milliseconds) =>
        note(
          'retry',
          Date.now() - milliseconds,
          Math.round(milliseconds) / 1000,
          `${kind}: ${message}`,
        ),
      permits: throttle?.permits,
      ...(throttle && { statementTime: readingTime }),
    },
    answer(result) {
      if (throttle === null || result.done) return result
      return {
        ...result,
        progress: { ...(result.progress as object), throttle: throttle.state() },
        waitSeconds: throttle.waitSeconds(),
      }
    },
  }
}
