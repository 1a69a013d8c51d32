import { plural, quantity } from '../contract/quantity.ts'
import type { CheckName } from '../contract/check-names.ts'
import type { Limits } from '../contract/environment.ts'
import type { RosterVerdict } from '../contract/roster.ts'
import { mayDiffer } from './may-differ.ts'
import type { HotQuery, InvariantCount, Invariants } from '../contract/invariants.ts'
import type { Target } from '../contract/steps.ts'
import type { Key } from '../engines/dialect.ts'

interface Sides {
  readonly target: Target
  readonly limits: Limits
  readonly before: Invariants
  readonly after: Invariants
  /** A row's key in the form that messages may show. */
  readonly shown: (table: string, key: Key) => string
  /** The outcome of each row that was live right before the purge of production. */
  readonly rosters?: readonly RosterVerdict[]
  /** Hours of production traffic since the count. */
  readonly hours?: number
}

/**
 * The share of sampled rows that may disappear on production: users log out, and a token refreshed
 * meanwhile is INACTIVE, old, and rightly purged. survivors-unchanged checks that only rows that
 * were dead when locked were deleted.
 */
const goneShare = 0.5

interface Verdict {
  readonly check: CheckName
  readonly passed: boolean
  readonly detail: string
}

/** One check for each invariant, and one for the hot queries. */
export function judgeInvariants(sides: Sides): Verdict[] {
  const { target, before, after } = sides
  const verdict = (check: CheckName, faults: readonly string[], fine: string): Verdict => ({
    check,
    passed: faults.length === 0,
    detail: faults.length === 0 ? fine : `${faults.join(' ')} ${advice(target)}`,
  })
  const names = [...new Set([...before.counts, ...after.counts].map(({ invariant }) => invariant))]
  const counted = names.map((name) => {
    const mine = before.counts.filter(({ invariant }) => invariant === name)
    return verdict(
      name,
      mine.flatMap((one) =>
        changed(
          sides,
          one,
          after.counts.find(({ invariant, table }) => invariant === name && table === one.table),
        ),
      ),
      `${mine.map(({ table, rows }) => `${table}: ${rows}`).join(', ')}, the same as ` +
        `before${target === 'production' ? ', or as changed by the application' : ''}.`,
    )
  })
  const hot = before.hot
    .filter(({ answers }) => answers.length > 0)
    .map((one) => ({ one, now: after.hot.find(({ query }) => query === one.query) }))
  return [
    ...counted,
    ...(hot.length === 0
      ? []
      : [
          verdict(
            'hot-queries',
            hot.flatMap(({ one, now }) =>
              answered(sides, one, now, before.samples[one.table] ?? []),
            ),
            hot.map(({ one, now }) => told(one, now)).join(' '),
          ),
        ]),
  ]
}

const advice = (target: Target): string =>
  target === 'clone'
    ? 'Production was not touched. Do not purge it. Keep this report, and report the fault.'
    : 'Check whether somebody cleaned up or logged out many users meanwhile. If not, compare ' +
      "with the run's snapshot, and copy back only rows that would still be valid: a revoked " +
      'token must not come back.'

/**
 * On production users log out and revoke. Rows on the roster are judged one by one; for others the
 * counts are compared, within the drift that the limits allow per hour.
 */
function changed(
  { target, limits, rosters = [], hours = 0 }: Sides,
  before: InvariantCount,
  after: InvariantCount | undefined,
): string[] {
  const now = after ?? { rows: 0, hash: '0' }
  if (now.rows === before.rows && now.hash === before.hash) return []
  // Each row on the roster was looked up by its key; only the application changes the state of a
  // row. If the application deletes rows itself, missing ones were not searched for, so the counts
  // are compared.
  const byName = ({ table, lost, removed }: RosterVerdict) =>
    table === before.table && lost === 0 && removed === null
  if (rosters.some(byName)) return []
  if (
    target === 'production' &&
    Math.abs(now.rows - before.rows) <= mayDiffer(limits, before.rows, hours)
  )
    return []
  return [
    `${before.invariant}: the application found ${before.rows} in ${before.table} before the ` +
      `purge and finds ${now.rows} ` +
      `now${now.rows === before.rows ? ', but different ones' : ''}.`,
  ]
}

function answered(
  { target, shown: shownIn }: Sides,
  before: HotQuery,
  now: HotQuery | undefined,
  keys: readonly (readonly string[])[],
): string[] {
  const gone = keys.filter(
    (_, at) => before.answers[at] !== null && (now?.answers[at] ?? null) === null,
  )
  const other = keys.filter(
    (_, at) => (now?.answers[at] ?? null) !== null && now?.answers[at] !== before.answers[at],
  )
  const mayGo = target === 'clone' ? 0 : Math.ceil(keys.length * goneShare)
  const shown = (some: typeof gone) =>
    some
      .slice(0, 3)
      .map((key) => shownIn(before.table, key))
      .join(', ')
  return [
    ...(gone.length > mayGo
      ? [
          `${before.query}: ${gone.length} of ${quantity(keys.length, 'sampled row')} ` +
            `${plural(gone.length, 'is', 'are')} missing, for example ${shown(gone)}.`,
        ]
      : []),
    ...(other.length > 0 && target === 'clone'
      ? [
          `${before.query}: ${other.length} of ${quantity(keys.length, 'answer')} ` +
            `${plural(other.length, 'differs', 'differ')} from before, for example for ` +
            `${shown(other)}.`,
        ]
      : []),
  ]
}

function told(before: HotQuery, now: HotQuery | undefined): string {
  const plan =
    now === undefined || now.plan === before.plan
      ? ''
      : `, with another plan (${before.plan} before, ${now.plan} after)`
  return (
    `${before.query}: ${before.answers.length} asked, median ${before.median} ms before and ` +
    `${now?.median ?? '?'} ms after${plan}.`
  )
}
