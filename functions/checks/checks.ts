import { plural, quantity } from '../contract/quantity.ts'
import type { CheckName } from '../contract/check-names.ts'
import type { Limits } from '../contract/environment.ts'
import type { Check, Deleted, MeasuredTable } from '../contract/evidence.ts'
import type { RosterVerdict } from '../contract/roster.ts'
import type { Target } from '../contract/steps.ts'
import { byArchive, copyBack, judgeArchived, judgeRoster, tellArchived } from './judge-rosters.ts'
import { mayDiffer } from '../application/may-differ.ts'
import { dead, deadRows, isDead, orphan, recent } from '../measure/measure.ts'

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
  /** Where the run's time was over before all was gone: rows are left for the next run, and accounted for all the same. */
  readonly unfinished?: boolean
  /** Dead rows of production that the purge left out, because others held them: they and what hangs on them stay. */
  readonly held?: number
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
  /** The outcome of each row that was live right before the purge of production. */
  readonly rosters?: readonly RosterVerdict[]
  /** Hours of production traffic since the count. */
  readonly hours?: number
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
  const { target, database, before, after, held = 0 } = findings
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
      [
        ...accounted(findings).flatMap((table) => survivors(findings, table)),
        ...byArchive(findings.rosters).flatMap(judgeArchived),
      ],
      [
        `${quantity(accounted(findings).length, 'table holds', 'tables hold')} every row that is not dead, unchanged.`,
        ...accounted(findings).flatMap((table) => deletedByOthers(findings, table)),
        ...tellArchived(byArchive(findings.rosters)),
      ].join(' '),
    ),
    verdict(
      'no-dead-row-left',
      leftovers(findings),
      findings.unfinished === true
        ? `The time was over: ${quantity(leftDead(after), 'dead row is', 'dead rows are')} left for the next run.`
        : held > 0
          ? `No dead row is left but those that others held (${held === 1 ? '1 row was' : `${held} rows were`} passed by), and what hangs on them.`
          : 'No dead row is left.',
    ),
    verdict('no-orphan', orphansOf(findings), 'Every child row has its parent.'),
    ...(target === 'clone'
      ? [
          verdict(
            'other-tables-untouched',
            others.flatMap((table) => untouched(table, after)),
            `${quantity(others.length, 'other table is', 'other tables are')} as before.`,
          ),
        ]
      : []),
    verdict(
      'counts-agree',
      counts(findings),
      findings.unfinished === true || held > 0
        ? 'What was deleted and what is left are together what was counted dead.'
        : 'As many rows were deleted as were counted dead.',
    ),
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
function survivors(findings: Findings, table: MeasuredTable): string[] {
  const { target, limits, moving, lostKeys, rosters = [], hours = 0 } = findings
  const roster = rosters.find((one) => one.table === table.table)
  const { now, expected } = account(findings, table)
  if (roster !== undefined)
    return judgeRoster(roster, limits, hours, now.rows - expected.rows, moving)
  if (now.rows === expected.rows && now.hash === expected.hash) return []
  if (
    target === 'production' &&
    moving.includes(table.table) &&
    Math.abs(now.rows - expected.rows) <= mayDiffer(limits, expected.rows, hours)
  )
    return []
  const keys = lostKeys[table.table] ?? []
  const named = keys.length > 0 ? ` For example ${keys.join(', ')}.` : ''
  const advice =
    target === 'clone'
      ? 'Production was not touched. Do not purge it. Keep this report, and report the fault with these keys.'
      : copyBack
  return [
    `${table.table}: expected ${quantity(expected.rows, 'row')} to live on unchanged, found ${now.rows}${now.rows === expected.rows ? ', changed' : ''}.${named} ${advice}`,
  ]
}

/** Rows older than the cutoff that are there, and that are to be there by Drydock's account. */
function account({ target, after, deleted }: Findings, table: MeasuredTable) {
  const now = sum(find(after, table.table), (name) => !recent(name))
  const before = sum(table, (name) => !recent(name) && (target === 'production' || name !== dead))
  const gone =
    target === 'production' ? deleted.find((entry) => entry.table === table.table) : undefined
  const expected = {
    rows: before.rows - (gone?.old ?? 0),
    hash: before.hash - BigInt(gone?.hash ?? '0'),
  }
  return { now, expected }
}

/** Dead rows that went by another hand, as the application's own cleaning: told, and no finding. */
function deletedByOthers(findings: Findings, table: MeasuredTable): string[] {
  const roster = findings.rosters?.find((one) => one.table === table.table)
  if (roster === undefined) return []
  const dead = othersDeleted(findings, table)
  const rows = (count: number) => (count === 1 ? '1 row' : `${count} rows`)
  return [
    ...(dead === 0 || findings.moving.includes(table.table)
      ? []
      : [`${rows(dead)} of ${table.table} that were dead went by another hand than Drydock's.`]),
    ...(roster.ended === 0
      ? []
      : [`${rows(roster.ended)} of ${table.table} were ended by the application, then purged.`]),
    ...(roster.moved === 0
      ? []
      : [`${rows(roster.moved)} of ${table.table} were moved away by the application.`]),
    ...(roster.lost === 0
      ? []
      : [`${rows(roster.lost)} of ${table.table} are gone unexplained: ${roster.doubt}.`]),
  ]
}

function othersDeleted(findings: Findings, table: MeasuredTable): number {
  const roster = findings.rosters?.find((one) => one.table === table.table)
  if (roster === undefined) return 0
  const { now, expected } = account(findings, table)
  return Math.max(0, expected.rows - now.rows - roster.lost - roster.moved)
}

/** Dead rows of all tables. */
export const leftDead = (tables: readonly MeasuredTable[]): number =>
  tables.reduce((total, table) => total + sum(table, isDead).rows, 0)

/** Rows may become dead on production while the purge runs: revoked or refreshed by the application. */
function leftovers(findings: Findings): string[] {
  const {
    target,
    before,
    after,
    deadKeys,
    limits,
    deleted,
    unfinished,
    held = 0,
    hours = 0,
  } = findings
  return before
    .filter(({ kind }) => kind !== 'other')
    .flatMap(({ table, classes, kind }) => {
      const left = sum(find(after, table), isDead).rows
      const planned = deadRows(classes)
      const gone = deleted.find((entry) => entry.table === table)?.rows ?? 0
      // How many rows hang on those that were held nobody has counted: they are dead through them alone.
      const stayed = held === 0 || kind === 'rule' ? held : planned
      const due = unfinished === true ? Math.max(0, planned - gone) : stayed
      if (left <= due + (target === 'clone' ? 0 : mayDiffer(limits, planned, hours))) return []
      return [
        `${table}: ${quantity(left, 'dead row is', 'dead rows are')} left, for example ${(deadKeys[table] ?? []).join(', ')}. Run again; if they stay, report it with these keys.`,
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
      `${table.table} has ${quantity(now, 'row')} without ${plural(now, 'its', 'their')} parent (${then} before), for example ${(orphanKeys[table.table] ?? []).join(', ')}. ${advice}`,
    ]
  })
}

function untouched(table: MeasuredTable, after: readonly MeasuredTable[]): string[] {
  const [a, b] = [sum(table, () => true), sum(find(after, table.table), () => true)]
  return a.rows === b.rows && a.hash === b.hash
    ? []
    : [
        `${table.table}, which no rule touches, had ${quantity(a.rows, 'row')} and has ${b.rows}${a.rows === b.rows ? ', changed' : ''}. Look for a trigger or an event.`,
      ]
}

function counts(findings: Findings): string[] {
  const { target, before, after, deleted, rehearsed, limits, hours = 0 } = findings
  const { unfinished, held = 0 } = findings
  return counted({ before, target }).flatMap((measured) => {
    const { table, classes } = measured
    const planned = deadRows(classes)
    const left = unfinished === true || held > 0 ? sum(find(after, table), isDead).rows : 0
    const rows = (deleted.find((entry) => entry.table === table)?.rows ?? 0) + left
    // On production more may go: rows that died while the run waited for its window or an approval; and fewer, where somebody
    // else had deleted some by the time at which production was counted again, or did so during the purge.
    const rehearsal = rehearsed?.find((entry) => entry.table === table)?.rows ?? 0
    const expected = rehearsed === null ? planned : Math.min(rehearsal, planned)
    const others = target === 'clone' ? 0 : othersDeleted(findings, measured)
    if (
      target === 'clone'
        ? rows === expected
        : rows + others >= expected - mayDiffer(limits, expected, hours)
    )
      return []
    return [
      `${table}: ${quantity(expected, 'row was', 'rows were')} expected to go, ${rows} went. Look for another cleanup at work, then run again.`,
    ]
  })
}
