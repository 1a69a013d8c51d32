import { mayDiffer } from '../application/may-differ.ts'
import type { MeasuredTable } from '../contract/evidence.ts'
import { shownCount, quantity } from '../contract/quantity.ts'
import { dead, recent } from '../measure/row-classes.ts'
import { byArchive, copyBack, judgeArchived, judgeRoster, tellArchived } from './judge-rosters.ts'
import { finding, type Counted, type Finding } from './scene.ts'
import { find, sum } from './sums.ts'

/** Every row that is not dead is there, unchanged. */
export const survivorsUnchanged = (scene: Counted): Finding =>
  finding(
    [
      ...accounted(scene).flatMap((table) => survivors(scene, table)),
      ...byArchive(scene.rosters).flatMap(judgeArchived),
    ],
    [
      told(scene),
      ...accounted(scene).flatMap((table) => deletedByOthers(scene, table)),
      ...tellArchived(byArchive(scene.rosters)),
    ].join(' '),
  )

/**
 * On production people refresh, log out and revoke meanwhile, so rows that live may change their
 * state.
 */
const told = (scene: Counted): string =>
  scene.target === 'clone'
    ? `${quantity(accounted(scene).length, 'table holds', 'tables hold')} every row that is not ` +
      'dead, unchanged.'
    : `No live row is missing in ${quantity(accounted(scene).length, 'table')}; the application ` +
      'may have changed rows meanwhile. Other tables were judged on the clone.'

/** Tables in which a row lives that should not, or is missing. */
export const unsettled = (scene: Omit<Counted, 'lostKeys'>): string[] =>
  accounted(scene)
    .filter((table) => survivors({ ...scene, lostKeys: {} }, table).length > 0)
    .map(({ table }) => table)

/**
 * Tables whose rows can be accounted for: on production only those whose old rows nobody else
 * changes.
 */
const accounted = ({ before, target }: Pick<Counted, 'before' | 'target'>) =>
  before.filter(({ kind, settled }) => (target === 'clone' ? kind !== 'other' : settled))

/**
 * On the clone, the rows after the purge are the rows before it that were not dead. On production,
 * where the application
 * keeps writing, every row older than the cutoff exists, or Drydock deleted it while it was dead
 * and locked.
 */
function survivors(scene: Counted, table: MeasuredTable): string[] {
  const { target, limits, moving, lostKeys, rosters = [], hours = 0 } = scene
  const roster = rosters.find((one) => one.table === table.table)
  const { now, expected } = account(scene, table)
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
      ? 'Production was not touched. Do not purge it. Keep this report, and report the fault ' +
        'with these keys.'
      : copyBack
  return [
    `${table.table}: expected ${quantity(expected.rows, 'row')} to remain unchanged, found ` +
      `${shownCount(now.rows)}${now.rows === expected.rows ? ', changed' : ''}.${named} ${advice}`,
  ]
}

/** Rows older than the cutoff, actual and expected by Drydock's account. */
function account({ target, after, deleted }: Counted, table: MeasuredTable) {
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

/**
 * Dead rows deleted by something else, such as the application's own cleanup: reported, but not a
 * finding.
 */
function deletedByOthers(scene: Counted, table: MeasuredTable): string[] {
  const roster = scene.rosters?.find((one) => one.table === table.table)
  if (roster === undefined) return []
  const dead = othersDeleted(scene, table)
  const rows = (count: number) => quantity(count, 'row')
  return [
    ...(dead === 0 || scene.moving.includes(table.table)
      ? []
      : [
          `${rows(dead)} of ${table.table} that were dead were deleted by something other ` +
            'than Drydock.',
        ]),
    ...(roster.ended === 0
      ? []
      : [`${rows(roster.ended)} of ${table.table} were ended by the application, then purged.`]),
    ...(roster.moved === 0
      ? []
      : [`${rows(roster.moved)} of ${table.table} were moved away by the application.`]),
    ...(roster.lost === 0
      ? []
      : [
          `${rows(roster.lost)} of ${table.table} are missing without explanation: ` +
            `${roster.doubt}.`,
        ]),
  ]
}

export function othersDeleted(scene: Counted, table: MeasuredTable): number {
  const roster = scene.rosters?.find((one) => one.table === table.table)
  if (roster === undefined) return 0
  const { now, expected } = account(scene, table)
  return Math.max(0, expected.rows - now.rows - roster.lost - roster.moved)
}
