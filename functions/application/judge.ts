import { plural, quantity } from '../contract/quantity.ts'
import type { CheckName } from '../contract/check-names.ts'
import type { Limits } from '../contract/environment.ts'
import type { RosterVerdict } from '../contract/roster.ts'
import { mayDiffer } from './may-differ.ts'
import type { Check } from '../contract/evidence.ts'
import type { HotQuery, InvariantCount, Invariants } from '../contract/invariants.ts'
import type { Target } from '../contract/steps.ts'
import type { Key } from '../engines/dialect.ts'

interface Sides {
  readonly target: Target
  readonly database: string
  readonly limits: Limits
  readonly before: Invariants
  readonly after: Invariants
  /** A row's key as a message may show it. */
  readonly shown: (table: string, key: Key) => string
  /** What became, by name, of the rows that lived right before the purge of production. */
  readonly rosters?: readonly RosterVerdict[]
  /** h that production has lived on since it was counted. */
  readonly hours?: number
}

/**
 * Of the sampled rows so many may be gone on a live production: people log out, and a token that was refreshed meanwhile is
 * INACTIVE, old, and purged by right. That no row went which was not dead when it was locked, survivors-unchanged says.
 */
const goneShare = 0.5

/** A check for each invariant, and one for the hot queries. */
export function judgeInvariants(sides: Sides): Check[] {
  const { target, database, before, after } = sides
  const verdict = (check: CheckName, faults: readonly string[], fine: string): Check => ({
    check,
    target,
    database,
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
      `${mine.map(({ table, rows }) => `${table}: ${rows}`).join(', ')}, the same as before${target === 'production' ? ', or as the application left them' : ''}.`,
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
    ? 'Production was not touched. Do not purge it: keep this report, and report the fault.'
    : "See whether somebody cleaned up or logged many out meanwhile. If nobody did, compare with the run's snapshot, and copy back only rows that would still be valid: a revoked token must not come back."

/**
 * On a live production people log out and revoke: rows that were called by name are judged by that; of others the number is
 * compared, within the drift that the limits allow for each hour.
 */
function changed(
  { target, limits, rosters = [], hours = 0 }: Sides,
  before: InvariantCount,
  after: InvariantCount | undefined,
): string[] {
  const now = after ?? { rows: 0, hash: '0' }
  if (now.rows === before.rows && now.hash === before.hash) return []
  // Each row of it was looked up by its key: that it is there in another state is the application's doing.
  // Where it deletes rows by itself, one that is gone was not looked for, and the number stays to be compared.
  const byName = ({ table, lost, removed }: RosterVerdict) =>
    table === before.table && lost === 0 && removed === null
  if (rosters.some(byName)) return []
  if (
    target === 'production' &&
    Math.abs(now.rows - before.rows) <= mayDiffer(limits, before.rows, hours)
  )
    return []
  return [
    `${before.invariant}: the application found ${before.rows} in ${before.table} before the purge, and finds ${now.rows} now${now.rows === before.rows ? ', but others' : ''}.`,
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
          `${before.query}: ${gone.length} of ${quantity(keys.length, 'sampled row')} ${plural(gone.length, 'is', 'are')} gone, for example ${shown(gone)}.`,
        ]
      : []),
    ...(other.length > 0 && target === 'clone'
      ? [
          `${before.query}: ${other.length} of ${quantity(keys.length, 'answer')} ${plural(other.length, 'is', 'are')} other than before, for example for ${shown(other)}.`,
        ]
      : []),
  ]
}

const told = (before: HotQuery, now: HotQuery | undefined): string =>
  `${before.query}: ${before.answers.length} asked, median ${before.median} ms before and ${now?.median ?? '?'} ms after${now !== undefined && now.plan !== before.plan ? `, by another plan (${before.plan} before, ${now.plan} after)` : ''}.`
