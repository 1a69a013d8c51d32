import type { Clock } from '../engines/database.ts'
import { median } from './latency.ts'
import type { Learned, Levels } from '../contract/throttle.ts'
import { beginning, follow, laterSecond, readings, type Following } from './pace-control.ts'
import type { Pulse } from './pace-pulse.ts'

/** ms between two pulses, at least: a batch may be shorter. */
const between = 100
/** ms between two of those before the first batch. */
const atFirst = 20
/** Pulses of which the next call is told. */
const remembered = 40

interface Feeling {
  readonly clock: Pick<Clock, 'now' | 'sleep'>
  readonly ask: () => Promise<Pulse>
  /** Running threads per vCPU that may always run. */
  readonly standing: number
  /** By the call before. */
  readonly learned: Learned | null
}

/** Feels production's pulse between batches, and follows it. */
export class PaceFollower {
  readonly #clock: Feeling['clock']
  readonly #ask: Feeling['ask']
  #following: Following
  /** Whether nothing is known of who is there now. */
  #begins = true
  #felt = Number.NEGATIVE_INFINITY
  /** Not followed yet. */
  #fresh: Pulse[] = []
  /** Since the last look. */
  #since: Pulse[] = []

  constructor({ clock, ask, standing, learned }: Feeling) {
    this.#clock = clock
    this.#ask = ask
    this.#following = beginning(Math.min(standing, learned?.always ?? standing), learned?.pulses)
  }

  /** A look is a pulse too. @returns its latencies: medians since the look before. */
  looked(pulse: Pulse): { readonly statement: number | null; readonly commit: number | null } {
    const all = [...this.#since, pulse]
    this.#since = []
    this.#fresh = [pulse]
    const middle = (name: 'statement' | 'commit') => {
      const values = all.flatMap((one) => one[name] ?? [])
      return values.length === 0 ? null : median(values)
    }
    return { statement: middle('statement'), commit: middle('commit') }
  }

  /** After a pause it begins again, and remembers what production is like at rest. */
  paused(): void {
    this.#fresh = []
    this.#begins = true
    const { always, pulses, connections, secondAfter } = this.#following
    const second = connections === 2 ? laterSecond(this.#following) : secondAfter
    this.#following = beginning(always, pulses, second)
  }

  /**
   * Asks production, unless a look has just done so, or it was asked a moment ago. Before the first
   * batch it asks until it can tell whether others are there.
   */
  async feel(): Promise<void> {
    if (this.#begins) {
      this.#begins = false
      for (let at = 0; at < readings && (await this.#asks()).running != null; at++)
        await this.#clock.sleep(atFirst)
    } else if (this.#fresh.length === 0 && this.#clock.now() - this.#felt >= between)
      await this.#asks()
  }

  async #asks(): Promise<Pulse> {
    const pulse = await this.#ask()
    this.#fresh.push(pulse)
    this.#since.push(pulse)
    return pulse
  }

  /** How production lets the next batch go: at most at a factor of the ceiling. */
  next(ceiling: number, factor: number, levels: Levels): Following {
    for (const pulse of this.#fresh)
      this.#following = follow(this.#following, asked(pulse, levels), ceiling, factor)
    if (this.#fresh.length > 0) this.#felt = this.#clock.now()
    this.#fresh = []
    const share = Math.min(this.#following.share, ceiling * factor)
    return { ...this.#following, share }
  }

  /** For the next call. */
  learned(): Learned {
    const { always, pulses } = this.#following
    return {
      always,
      pulses: pulses.slice(-remembered).map(({ statement, commit }) => ({
        statement: rounded(statement),
        commit: rounded(commit),
      })),
    }
  }
}

const rounded = (milliseconds: number | null | undefined): number | null =>
  milliseconds == null ? null : Math.round(milliseconds * 10) / 10

/** Without the metrics that are switched off. */
const asked = (pulse: Pulse, levels: Levels): Pulse => ({
  running: levels['running-threads'] && pulse.running,
  statement: levels['statement-latency'] && pulse.statement,
  commit: levels['commit-latency'] && pulse.commit,
})
