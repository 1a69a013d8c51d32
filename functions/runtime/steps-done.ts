import { channel, subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Logger } from 'pino'
import type { Target } from '../contract/steps.ts'
import type { PaceNote } from '../contract/times.ts'
import type { OnStep, StepDone } from '../walk/step-done.ts'

export type StepOn = StepDone & { readonly target: Target; readonly database: string }

// A channel and not a log destination: it costs nothing where nobody listens, as on Lambda.
const name = 'drydock:step'
const steps = channel(name)
const notesName = 'drydock:note'
const notes = channel(notesName)

/** Tells the log, at level debug, and whoever watches in this process. */
export function tellSteps(logger: Logger, target: Target, database: string): OnStep {
  return (done) => {
    const step: StepOn = { target, database, ...done }
    logger.debug(step, 'step')
    steps.publish(step)
  }
}

/**
 * Watches the steps of the handlers that run in this process. What the watcher throws does not reach them, but ends the
 * process: it has to catch all of it itself.
 * @returns ends it.
 */
export function watchSteps(watcher: (step: StepOn) => void): () => void {
  const listener = (message: unknown): void => watcher(message as StepOn)
  subscribe(name, listener)
  return () => void unsubscribe(name, listener)
}

/** Tells whoever watches in this process what a step waits for, or tries again. */
export const tellNote = (note: PaceNote): void => notes.publish(note)

/** Watches the notes as watchSteps does the steps. */
export function watchNotes(watcher: (note: PaceNote) => void): () => void {
  const listener = (message: unknown): void => watcher(message as PaceNote)
  subscribe(notesName, listener)
  return () => void unsubscribe(notesName, listener)
}
