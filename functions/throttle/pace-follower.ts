import type { Levels } from '../contract/throttle.ts'
import type { Clock } from '../engines/database.ts'
import { median } from './latency.ts'
import { beginning, begunAnew, follow, type Following } from './pace-control.ts'
import type { Pulse } from './pace-pulse.ts'

/** ms between two pulses, at least: a batch may be shorter. */
const between = 500

/** Feels production's pulse between batches, and follows it. */
export class PaceFollower {
  readonly #clock: Pick<Clock, 'now'>
  readonly #ask: () => Promise<Pulse>
  #following: Following = beginning
  #felt = Number.NEGATIVE_INFINITY
  /** Not followed yet. */
  #fresh: Pulse | null = null
  /** Since the last look. */
  #since: Pulse[] = []

  constructor(clock: Pick<Clock, 'now'>, ask: () => Promise<Pulse>) {
    this.#clock = clock
    this.#ask = ask
  }

  /** A look is a pulse too. @returns its latencies: medians since the look before. */
  looked(pulse: Pulse): { readonly statement: number | null; readonly commit: number | null } {
    const all = [...this.#since, pulse]
    this.#since = []
    this.#fresh = pulse
    const middle = (name: 'statement' | 'commit') => {
      const values = all.flatMap((one) => one[name] ?? [])
      return values.length === 0 ? null : median(values)
    }
    return { statement: middle('statement'), commit: middle('commit') }
  }

  paused(): void {
    this.#fresh = null
    this.#following = begunAnew(this.#following)
  }

  /** Asks production, unless a look has just done so, or it was asked a moment ago. */
  async feel(): Promise<void> {
    if (this.#fresh !== null || this.#clock.now() - this.#felt < between) return
    this.#fresh = await this.#ask()
    this.#since.push(this.#fresh)
  }

  /** How production lets the next batch go: at most at a factor of the ceiling. */
  next(ceiling: number, factor: number, levels: Levels): Following {
    if (this.#fresh !== null) {
      this.#following = follow(this.#following, asked(this.#fresh, levels), ceiling, factor)
      this.#fresh = null
      this.#felt = this.#clock.now()
    }
    const share = Math.min(this.#following.share, ceiling * factor)
    return { ...this.#following, share }
  }
}

/** Without the metrics that are switched off. */
const asked = (pulse: Pulse, levels: Levels): Pulse => ({
  running: levels['running-threads'] && pulse.running,
  statement: levels['statement-latency'] && pulse.statement,
  commit: levels['commit-latency'] && pulse.commit,
})
