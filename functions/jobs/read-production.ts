import { z } from 'zod'
import type { RowsResult, rowsEventSchema } from '../contract/steps.ts'
import { throttleStateSchema } from '../contract/throttle.ts'
import { noteRetries } from './notes.ts'
import { readingTime, type Opening } from './open-planned.ts'
import { throttleProduction } from './throttle-production.ts'
import type { TimedSurroundings } from './timed.ts'

const stateSchema = z.object({ throttle: throttleStateSchema.optional() }).nullable().catch(null)

/**
 * How rows are read: on production with the permits of a purge and a timeout per statement. The
 * progress carries the throttle's state; on a clone there is none.
 */
export function readingRows(
  { run, source, target, progress }: z.infer<typeof rowsEventSchema>,
  surroundings: TimedSurroundings,
): {
  readonly how: Pick<Opening, 'permits' | 'onTrouble' | 'statementTime'>
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
      onTrouble: noteRetries(note),
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
