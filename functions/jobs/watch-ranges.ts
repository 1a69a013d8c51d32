import { channel, subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Logger } from 'pino'
import type { Target } from '../contract/steps.ts'
import type { PaceNote } from '../contract/times.ts'
import type { OnRange, RangeDone } from '../walk/range-done.ts'

export type RangeOn = RangeDone & { readonly target: Target; readonly database: string }

// A channel, not a log destination: without listeners, as on Lambda, it costs nothing.
const name = 'drydock:range'
const ranges = channel(name)
const notesName = 'drydock:note'
const notes = channel(notesName)

/** Tells the log, at level debug, and watchers in this process. */
export function tellRanges(logger: Logger, target: Target, database: string): OnRange {
  return (done) => {
    const range: RangeOn = { target, database, ...done }
    logger.debug(range, 'range')
    ranges.publish(range)
  }
}

/**
 * Watches the ranges of the handlers that run in this process. An error that the watcher throws
 * does not reach them but ends the process: it has to catch all of it itself.
 * @returns ends it.
 */
export function watchRanges(watcher: (range: RangeOn) => void): () => void {
  const listener = (message: unknown): void => watcher(message as RangeOn)
  subscribe(name, listener)
  return () => void unsubscribe(name, listener)
}

/** Tells watchers in this process what a step waits for or retries. */
export const tellNote = (note: PaceNote): void => notes.publish(note)

/** Watches the notes as watchRanges watches the ranges. */
export function watchNotes(watcher: (note: PaceNote) => void): () => void {
  const listener = (message: unknown): void => watcher(message as PaceNote)
  subscribe(notesName, listener)
  return () => void unsubscribe(notesName, listener)
}
