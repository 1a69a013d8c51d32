import type { CheckName } from '../contract/check-names.ts'
import type { Check } from '../contract/evidence.ts'
import type { Target } from '../contract/steps.ts'
import { persist } from '../walk/walk.ts'
import { countsAgree } from './counts-agree.ts'
import { everyRowSeen } from './every-row-seen.ts'
import { invariants } from './invariants.ts'
import { noDeadRowLeft } from './no-dead-row-left.ts'
import { noOrphan } from './no-orphan.ts'
import { otherTablesUntouched } from './other-tables.ts'
import { ownChecks } from './own-checks.ts'
import type { Asked, Counted, Finding } from './scene.ts'
import { statisticsRefreshed } from './statistics-refreshed.ts'
import { survivorsUnchanged } from './survivors.ts'
import { tablesHealthy } from './tables-healthy.ts'
import { undoRehearsed } from './undo-rehearsed.ts'

const everywhere = ['clone', 'production'] as const
const cloneOnly = ['clone'] as const

/** Judged by what was counted before and after. */
const ofCounts: readonly (readonly [CheckName, (scene: Counted) => Finding, readonly Target[]])[] =
  [
    ['survivors-unchanged', survivorsUnchanged, everywhere],
    ['no-dead-row-left', noDeadRowLeft, everywhere],
    ['no-orphan', noOrphan, everywhere],
    ['other-tables-untouched', otherTablesUntouched, cloneOnly],
    ['counts-agree', countsAgree, everywhere],
  ]

/** Asked of the server, where nobody writes. */
const ofServer: readonly (readonly [
  CheckName,
  (scene: Asked) => Finding | Promise<Finding>,
  readonly Target[],
])[] = [
  ['undo-rehearsed', undoRehearsed, cloneOnly],
  ['every-row-seen', everyRowSeen, cloneOnly],
  ['tables-healthy', tablesHealthy, cloneOnly],
]

/** Judges what was counted of one database. */
export const judge = (scene: Counted): Check[] =>
  ofCounts
    .filter(([, , targets]) => targets.includes(scene.target))
    .map(([check, judged]) => ({
      check,
      target: scene.target,
      database: scene.database,
      ...judged(scene),
    }))

/**
 * Asks one database all that its counts do not tell.
 * @param statistics what became of them; they are refreshed before anything else is asked.
 */
export async function askAll(scene: Asked, statistics: readonly Finding[]): Promise<Check[]> {
  const { target, name: database, along } = scene
  const found: Check[] = invariants(scene).map((one) => ({ target, database, ...one }))
  for (const [check, asked, targets] of ofServer)
    if (targets.includes(target))
      found.push({ check, target, database, ...(await persist(along, async () => asked(scene))) })
  for (const one of statistics)
    found.push({ check: 'statistics-refreshed', target, database, ...one })
  for (const one of await ownChecks(scene)) found.push({ target, database, ...one })
  return found
}

/** On production they are the customer's to have refreshed or not. */
export const refreshStatistics = async (
  scene: Pick<Asked, 'along' | 'target' | 'touched' | 'limits'>,
): Promise<Finding[]> =>
  scene.target === 'clone' || scene.limits.analyze
    ? [await persist(scene.along, () => statisticsRefreshed(scene))]
    : []
