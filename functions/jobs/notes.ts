import type { PaceNote } from '../contract/times.ts'
import type { DatabaseTrouble } from '../engines/database.ts'
import { addPaceNote } from '../throttle/pace-notes.ts'
import { tellNote } from './watch-ranges.ts'

/** Notes what a step waited for or retried since `at` (epoch ms), for the report. */
export type Note = (
  what: PaceNote['what'],
  at: number,
  seconds: number,
  ...reasons: readonly string[]
) => void

/** The notes of a step: kept for the report, and told at once to watchers in this process. */
export class Notes {
  #all: readonly PaceNote[]

  constructor(all: readonly PaceNote[] = []) {
    this.#all = all
  }

  get all(): readonly PaceNote[] {
    return this.#all
  }

  /** Adds notes that were told before. */
  add(notes: readonly PaceNote[]): void {
    for (const one of notes) this.#all = addPaceNote(this.#all, one)
  }

  readonly note: Note = (what, at, seconds, ...reasons) => {
    const one = { at: new Date(at).toISOString(), what, seconds, reasons }
    this.#all = addPaceNote(this.#all, one)
    tellNote(one)
  }
}

/** Notes each retry after database trouble, with the ms since the failed attempt started. */
export const noteRetries =
  (note: Note) =>
  ({ kind, message }: Pick<DatabaseTrouble, 'kind' | 'message'>, milliseconds: number): void =>
    note('retry', Date.now() - milliseconds, Math.round(milliseconds) / 1000, `${kind}: ${message}`)

/** The same for work that tells a lost connection only. */
export const noteLost =
  (note: Note) =>
  (message: string, milliseconds: number): void =>
    noteRetries(note)({ kind: 'connection lost', message }, milliseconds)
