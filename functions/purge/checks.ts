import type { CheckName } from '../contract/check-names.ts'
import type { Limits } from '../contract/environment.ts'
import type { Check, Deleted, MeasuredTable } from '../contract/evidence.ts'
import type { Target } from '../contract/steps.ts'
import { dead, deadRows, isDead, orphan, recent } from './measure.ts'

/** Everything the checks of one database look at. */
export interface Findings {
  readonly target: Target
  readonly database: string
  readonly limits: Limits
  readonly before: readonly MeasuredTable[]
  readonly after: readonly MeasuredTable[]
  readonly deleted: readonly Deleted[]
  /** Deleted on the clone; null on the clone itself. */
  readonly rehearsed: readonly Deleted[] | null
  /** Keys by table, at most ten each. */
  readonly deadKeys: Readonly<Record<string, readonly string[]>>
  readonly orphanKeys: Readonly<Record<string, readonly string[]>>
  /** Live rows that the clone lost, against production; empty where nothing was lost, and on production itself. */
  readonly lostKeys: Readonly<Record<string, readonly string[]>>
  /**
   * Tables whose rows' creation time an update changes, or whose rows the application moves away by itself: they can not be
   * accounted for to the row on production.
   */
  readonly moving: readonly string[]
}

/** Tables in which a row lives that should not, or is missing. */
export const unsettled = (findings: Omit<Findings, 'lostKeys'>): string[] =>
  accounted(findings)
    .filter((table) => survivors({ ...findings, lostKeys: {} }, table).length > 0)
    .map(({ table }) => table)

/** Tables whose rows can be accounted for: on a live production those alone whose old rows nobody else touches. */
const accounted = ({ before, target }: Pick<Findings, 'before' | 'target'>) =>
  before.filter(({ kind, settled }) => (target === 'clone' ? kind !== 'other' : settled))
/** On production a child's rows are not told from new ones. */
const counted = ({ before, target }: Pick<Findings, 'before' | 'target'>) =>
  before.filter(({ kind }) => kind === 'rule' || (kind === 'child' && target === 'clone'))

/** Judges one database after its purge. */
export function judge(findings: Findings): Check[] {
  const { target, database, before, after } = findings
  const verdict = (check: CheckName, faults: readonly string[], passed: string): Check => ({
    check,
    target,
    database,
    passed: faults.length === 0,
    detail: faults.length === 0 ? passed : faults.join(' '),
  })
  const others = before.filter(({ kind }) => kind === 'other')
  return [
    verdict(
      'survivors-unchanged',
      accounted(findings).flatMap((table) => survivors(findings, table)),
      `${accounted(findings).length} tables hold every row that is not dead, unchanged.`,
    ),
    verdict('no-dead-row-left', leftovers(findings), 'No dead row is left.'),
    verdict('no-orphan', orphansOf(findings), 'Every child row has its parent.'),
    ...(target === 'clone'
      ? [
          verdict(
            'other-tables-untouched',
            others.flatMap((table) => untouched(table, after)),
            `${others.length} other tables are as before.`,
          ),
        ]
      : []),
    verdict('counts-agree', counts(findings), 'As many rows were deleted as were counted dead.'),
  ]
}

const sum = (table: MeasuredTable | undefined, of: (name: string) => boolean) =>
  (table?.classes ?? [])
    .filter(({ name }) => of(name))
    .reduce(
      (total, { rows, hash }) => ({ rows: total.rows + rows, hash: total.hash + BigInt(hash) }),
      { rows: 0, hash: 0n },
    )
const find = (tables: readonly MeasuredTable[], name: string) =>
  tables.find(({ table }) => table === name)

/**
 * On the clone: all rows after are the rows before that were not dead. On production, where the application goes on
 * writing: every row older than the cutoff is there, or was deleted by Drydock while it was dead and locked.
 */
function survivors(
  { target, after, deleted, limits, moving, lostKeys }: Findings,
  table: MeasuredTable,
): string[] {
  const now = sum(find(after, table.table), (name) => !recent(name))
  const before = sum(table, (name) => !recent(name) && (target === 'production' || name !== dead))
  const gone =
    target === 'production' ? deleted.find((entry) => entry.table === table.table) : undefined
  const expected = {
    rows: before.rows - (gone?.old ?? 0),
    hash: before.hash - BigInt(gone?.hash ?? '0'),
  }
  if (now.rows === expected.rows && now.hash === expected.hash) return []
  if (
    target === 'production' &&
    moving.includes(table.table) &&
    Math.abs(now.rows - expected.rows) <= tolerance(limits, expected.rows)
  )
    return []
  const keys = lostKeys[table.table] ?? []
  const named = keys.length > 0 ? ` For example ${keys.join(', ')}.` : ''
  const advice =
    target === 'clone'
      ? 'Production was not touched. Do not purge it: keep this report, and report the fault with these keys.'
      : "Restore the run's snapshot beside production, compare, and copy back what is missing."
  return [
    `${table.table}: expected ${expected.rows} rows to live on unchanged, found ${now.rows}${now.rows === expected.rows ? ', changed' : ''}.${named} ${advice}`,
  ]
}

/** Rows may become dead on production while the purge runs: revoked or refreshed by the application. */
function leftovers({ target, before, after, deadKeys, limits }: Findings): string[] {
  return before
    .filter(({ kind }) => kind !== 'other')
    .flatMap(({ table, classes }) => {
      const left = sum(find(after, table), isDead).rows
      const planned = deadRows(classes)
      if (left <= (target === 'clone' ? 0 : tolerance(limits, planned))) return []
      return [
        `${table}: ${left} dead rows are left, for example ${(deadKeys[table] ?? []).join(', ')}. Run again; if they stay, report it with these keys.`,
      ]
    })
}

function orphansOf({ before, after, orphanKeys }: Findings): string[] {
  return after.flatMap((table) => {
    const [then, now] = [
      sum(find(before, table.table), (name) => name === orphan).rows,
      sum(table, (name) => name === orphan).rows,
    ]
    if (now === 0) return []
    const advice =
      now <= then
        ? 'They were there before the run: look how they came, and delete them by hand.'
        : "Restore their parents from the run's snapshot."
    return [
      `${table.table} has ${now} rows without their parent (${then} before), for example ${(orphanKeys[table.table] ?? []).join(', ')}. ${advice}`,
    ]
  })
}

function untouched(table: MeasuredTable, after: readonly MeasuredTable[]): string[] {
  const [a, b] = [sum(table, () => true), sum(find(after, table.table), () => true)]
  return a.rows === b.rows && a.hash === b.hash
    ? []
    : [
        `${table.table}, which no rule touches, had ${a.rows} rows and has ${b.rows}${a.rows === b.rows ? ', changed' : ''}. Look for a trigger or an event.`,
      ]
}

function counts({ target, before, deleted, rehearsed, limits }: Findings): string[] {
  return counted({ before, target }).flatMap(({ table, classes }) => {
    const planned = deadRows(classes)
    const rows = deleted.find((entry) => entry.table === table)?.rows ?? 0
    const expected =
      rehearsed === null ? planned : (rehearsed.find((entry) => entry.table === table)?.rows ?? 0)
    // On production more may go: rows that died while the run waited for its window or an approval.
    if (target === 'clone' ? rows === expected : rows >= expected - tolerance(limits, expected))
      return []
    return [
      `${table}: ${expected} rows were expected to go, ${rows} went. Look for another cleanup at work, then run again.`,
    ]
  })
}

const tolerance = ({ driftRows, driftShare }: Limits, rows: number) =>
  Math.max(driftRows, Math.ceil(driftShare * rows))
