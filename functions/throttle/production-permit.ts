import { switchPauses, type Control } from '../contract/control.ts'
import { NamedError } from '../contract/errors.ts'
import { levelsOf, type OwnLevels, type Metric, type ThrottleState } from '../contract/throttle.ts'
import type { Clock } from '../engines/database.ts'
import { againstFirst } from './latency.ts'
import { PaceFollower } from './pace-follower.ts'
import type { Pulse } from './pace-pulse.ts'
import { judge, type Verdict } from './throttle.ts'
import type { Permit } from '../walk/walk.ts'

/** ms for which a look at production is valid, and between two looks during a pause. */
const holds = 5_000
/**
 * ms of a pause that the function waits itself; a longer one is a Wait of the state machine, which
 * costs nothing.
 */
const inPlace = 20_000
/** s of such a Wait. */
const waitSeconds = 60
/** Of a batch's length while the purge gives way: no lock and no commit of it lasts long then. */
const shortened = 0.25

/** Production's metrics at an instant; latencies in ms, null if nothing ran meanwhile. */
export interface Look {
  readonly metrics: readonly Metric[]
  readonly statement: number | null
  readonly commit: number | null
}

interface Watching {
  readonly clock: Clock
  /**
   * Epoch ms: a pause outlives the function that started it, and the function's monotonic clock.
   */
  readonly date: () => number
  readonly spent: () => boolean
  /** The most of the time that it may work. */
  readonly share: number
  /** ms that a batch aims at. */
  readonly batchMilliseconds: number
  readonly levels: OwnLevels
  /** ms. */
  readonly patience: number
  /** @throws NamedError PurgeStopped, Cancelled */
  readonly control: () => Promise<Control>
  readonly look: () => Promise<Look>
  /** Between two looks. */
  readonly pulse: () => Promise<Pulse>
  /** Running threads per vCPU that may always run. */
  readonly standing: number
  readonly state: ThrottleState | undefined
  /** Called at each change of verdict, and again while a pause lasts: `changed` is true once. */
  readonly tell: (current: ThrottleState['current'], seconds: number, changed: boolean) => void
}

/**
 * Production's permit for the next range: at the pace that it lets go, or not yet.
 * @throws NamedError PurgeStopped, Cancelled, Throttled
 */
export function productionPermit(watching: Watching) {
  const { clock, date, spent } = watching
  let { current, judged, share, pausedSince, first, learned }: ThrottleState = watching.state ?? {
    current: { what: 'go', at: new Date(date()).toISOString(), reasons: [] },
    judged: null,
    share: null,
    pausedSince: null,
    first: { statement: [], commit: [] },
    learned: null,
  }
  let last: { readonly verdict: Verdict; readonly until: number; readonly asked: string } | null =
    null
  let waiting = 0
  const follower = new PaceFollower({
    clock,
    ask: watching.pulse,
    standing: watching.standing,
    learned,
  })

  const verdictOf = async (control: Control): Promise<Verdict> => {
    const asked = JSON.stringify([control.pause, control.levels])
    if (last !== null && clock.now() < last.until && last.asked === asked) return last.verdict
    const { metrics, ...seen } = await watching.look()
    const running = metrics.find(({ name }) => name === 'running-threads')?.value
    const { statement, commit } = follower.looked({ ...seen, running })
    const own = (name: 'statement' | 'commit', milliseconds: number | null): Metric[] => {
      if (milliseconds === null) return []
      const against = againstFirst(first[name], milliseconds)
      first = { ...first, [name]: against.first }
      return against.times === null
        ? []
        : [{ name: `${name}-latency`, of: '', value: against.times }]
    }
    const all = [...metrics, ...own('statement', statement), ...own('commit', commit)]
    const levels = levelsOf(watching.levels, control.levels)
    const byMetrics = judge(all, levels)
    judged = {
      at: new Date(date()).toISOString(),
      metrics: all.map((metric) => ({ ...metric, level: levels[metric.name] })),
    }
    const verdict: Verdict =
      control.pause && byMetrics.what !== 'abort'
        ? {
            what: 'pause',
            reasons: [switchPauses, ...(byMetrics.what === 'go' ? [] : byMetrics.reasons)],
          }
        : byMetrics
    last = { verdict, until: clock.now() + holds, asked }
    // How it goes otherwise is told with the pace.
    if (current.what === 'pause' || (verdict.what !== 'go' && verdict.what !== 'slow'))
      note(verdict)
    return verdict
  }
  const note = (verdict: Verdict) => {
    const now = new Date(date()).toISOString()
    const next = {
      what: verdict.what === 'abort' ? ('pause' as const) : verdict.what,
      reasons: verdict.what === 'go' ? [] : verdict.reasons,
    }
    const changed = kindOf(next) !== kindOf(current)
    if (changed) current = { ...next, at: now }
    if (changed || current.what === 'pause')
      watching.tell(current, (Date.parse(now) - Date.parse(current.at)) / 1000, changed)
    pausedSince = current.what === 'pause' ? (pausedSince ?? now) : null
  }
  /** At most at the environment's share or the switch's, by the levels' factor, as it follows. */
  const going = (verdict: Verdict, control: Control): Permit => {
    const factor = verdict.what === 'slow' ? verdict.factor : 1
    const ceiling = control.productionShare ?? watching.share
    const levels = levelsOf(watching.levels, control.levels)
    const followed = follower.next(ceiling, factor, levels)
    const { reasons } = followed
    share = followed.share
    learned = follower.learned()
    note(verdict.what === 'go' && reasons.length > 0 ? { what: 'slow', factor, reasons } : verdict)
    const aim = control.batchMilliseconds ?? watching.batchMilliseconds
    const short = reasons.length > 0 || verdict.what === 'slow'
    const batchMilliseconds = aim * (short ? shortened : 1)
    // The switch and the levels of this moment hold, whatever the last pulse allowed.
    const connections = share === 1 ? followed.connections : 1
    return { go: true, share, batchMilliseconds, ...(connections === 2 && { connections }) }
  }
  return {
    async permit(): Promise<Permit> {
      // If a Wait did not end the pause, the function does not wait itself again.
      const patience = pausedSince === null ? inPlace : 0
      waiting = 0
      for (const began = clock.now(); ; await clock.sleep(holds)) {
        const before = await watching.control()
        const seen = await verdictOf(before)
        if (seen.what === 'go' || seen.what === 'slow') await follower.feel()
        // A look may take as long as production takes to answer; the switch is read after it again.
        const control = await watching.control()
        const verdict = control.pause && !before.pause ? await verdictOf(control) : seen
        const pausedFor = pausedSince === null ? 0 : date() - Date.parse(pausedSince)
        if (
          verdict.what === 'abort' ||
          (verdict.what === 'pause' && pausedFor >= watching.patience)
        )
          throw throttled(verdict, pausedFor)
        if (verdict.what !== 'pause') return spent() ? { go: false } : going(verdict, control)
        follower.paused()
        if (clock.now() - began >= patience || spent()) {
          waiting = waitSeconds
          return { go: false }
        }
      }
    },
    /** s until asking again makes sense; 0 if there is nothing to wait for. */
    waitSeconds: () => waiting,
    state: (): ThrottleState => ({ current, judged, share, pausedSince, first, learned }),
  }
}

/** Two verdicts of one kind are no change: only a value moved. */
const kindOf = ({ what, reasons }: Pick<ThrottleState['current'], 'what' | 'reasons'>): string =>
  JSON.stringify([what, reasons.map((reason) => reason.replace(/ is .*/, ''))])

function throttled(
  { what, reasons }: Exclude<Verdict, { what: 'go' | 'slow' }>,
  pausedFor: number,
): NamedError {
  const found =
    what === 'abort'
      ? 'Production has reached an abort level'
      : `Production has made the purge pause for ${Math.round(pausedFor / 60_000)} minutes, ` +
        'the limit of throttle.patience'
  return new NamedError(
    'Throttled',
    `${found}: ${reasons.join('; ')}. Committed deletes are kept and on record; nothing else ` +
      "was touched. Once production's load is normal, or with other levels, start another run: " +
      'npx drydock run --mode purge; it deletes the remaining rows.',
  )
}
