import type { Purged } from '../contract/evidence.ts'
import type { Run, SourcePlan, Target } from '../contract/steps.ts'
import type { Surroundings } from '../runtime/surroundings.ts'
import { addToPace } from '../throttle/pace.ts'
import { Notes, type Note } from './notes.ts'
import { throttleProduction } from './throttle-production.ts'

/** A purge's pace over all its calls: the throttle of production, and what the report shows. */
export class PurgePace {
  /** null on a clone: nobody else uses it. */
  readonly throttle: ReturnType<typeof throttleProduction> | null
  readonly note: Note
  readonly #notes: Notes
  #rows: Purged['pace']

  /** @param before the account of the previous call. */
  constructor(
    {
      run,
      source,
      target,
    }: { readonly run: Run; readonly source: SourcePlan; readonly target: Target },
    before: Purged | null,
    surroundings: Surroundings,
  ) {
    this.#rows = before?.pace
    this.#notes = new Notes(before?.notes)
    this.note = this.#notes.note
    this.throttle =
      target === 'production'
        ? throttleProduction({
            run,
            source,
            ...surroundings,
            state: before?.throttle,
            note: this.note,
          })
        : null
  }

  deleted(rows: number): void {
    this.#rows = addToPace(this.#rows, Date.now(), rows)
  }

  /** Its part of the account. */
  kept(): Pick<Purged, 'pace' | 'notes' | 'throttle'> {
    const notes = this.#notes.all
    return {
      ...(this.#rows && { pace: this.#rows }),
      ...(notes.length > 0 && { notes }),
      ...(this.throttle && { throttle: this.throttle.state() }),
    }
  }
}
