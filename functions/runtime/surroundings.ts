import type { Logger } from 'pino'
import type { Clock } from '../engines/database.ts'

/** What the wrapper hands to a step's work: time, a log, and when to stop. */
export interface Surroundings {
  readonly clock: Clock
  readonly logger: Logger
  /** True if work that starts now might not end before the function's time does. */
  readonly spent: () => boolean
  /**
   * Aborted when just enough time is left to report how the call ended, so that a silent server
   * never gets the function cut off.
   */
  readonly ending: AbortSignal
}
