import { shownCount, plural } from '../functions/contract/quantity.ts'
import type { Target } from '../functions/contract/steps.ts'
import type { Step } from '../infra/steps.ts'
import type { RangeOn } from '../functions/jobs/watch-ranges.ts'

interface Counts {
  /** '' for a table that the purge leaves alone or that was not measured. */
  readonly rule: string
  readonly rows: number
  readonly dead: number
}

/** A run's progress, from its states and steps; the remaining work, from earlier measurements. */
export class Progress {
  readonly #known: Map<string, Counts>
  #counted = new Map<string, Counts>()
  #state = ''
  #step: Step | undefined
  #began = 0
  #done = 0
  #last: { readonly target: Target; readonly table: string } | null = null

  /**
   * @param estimates rows by `database.table`, from the server's statistics: good enough until they
   * are measured.
   */
  constructor(estimates: ReadonlyMap<string, number>) {
    this.#known = new Map(
      [...estimates].map(([table, rows]) => [table, { rule: '', rows, dead: 0 }]),
    )
  }

  /** @param now monotonic ms, as everywhere here. */
  begin(state: string, step: Step | undefined, now: number): void {
    if (this.#step === 'measureRows')
      for (const [table, counts] of this.#counted) this.#known.set(table, counts)
    this.#counted = new Map()
    this.#state = state
    this.#step = step
    this.#began = now
    this.#done = 0
    this.#last = null
  }

  add(range: RangeOn): void {
    this.#last = range
    if ('deleted' in range) {
      this.#done += range.deleted
      return
    }
    this.#done += range.read
    const name = `${range.database}.${range.table}`
    const { rows, dead } = this.#counted.get(name) ?? { rows: 0, dead: 0 }
    this.#counted.set(name, { rule: range.rule, rows: rows + range.read, dead: dead + range.dead })
  }

  /** One line of text after the state has ended. */
  summary(now: number): string {
    const took = duration((now - this.#began) / 1000)
    return this.#last === null
      ? `${this.#state}  ${took}`
      : `${this.#state}  ${whole(this.#done)} ${plural(this.#done, 'row')} in ${took}`
  }

  /** One line of text while the state works. */
  line(now: number): string {
    const seconds = (now - this.#began) / 1000
    if (this.#last === null) return `${this.#state}  ${duration(seconds)}`
    const due = this.#due(this.#last.target)
    const perSecond = this.#done / Math.max(seconds, 0.001)
    return [
      this.#state,
      this.#last.table,
      // More than expected: statistics are estimates, and production changes.
      `${whole(this.#done)}${due < this.#done ? '' : ` of ${whole(due)}`} ` +
        `${plural(Math.max(due, this.#done), 'row')}`,
      `${whole(perSecond)} rows/s`,
      ...(perSecond > 0 && due >= this.#done
        ? [`${duration((due - this.#done) / perSecond)} left`]
        : []),
    ].join('  ')
  }

  /** Total rows for the state to process; 0 if unknown. */
  #due(target: Target): number {
    const tables = [...this.#known.values()].filter(({ rule }) => target === 'clone' || rule !== '')
    if (this.#step === 'purgeRows') return sum(tables.map(({ dead }) => dead))
    return sum(tables.map(({ rows, dead }) => (this.#step === 'verifyRows' ? rows - dead : rows)))
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)
const whole = (count: number): string => shownCount(Math.round(count))

function duration(seconds: number): string {
  const all = Math.round(seconds)
  if (all < 60) return `${all} s`
  if (all < 3600) return `${Math.floor(all / 60)} min ${all % 60} s`
  return `${Math.floor(all / 3600)} h ${Math.floor((all % 3600) / 60)} min`
}
