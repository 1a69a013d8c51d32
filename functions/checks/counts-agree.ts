import { mayDiffer } from '../application/may-differ.ts'
import { quantity, shownCount } from '../contract/quantity.ts'
import { deadRows, isDead } from '../measure/row-classes.ts'
import { finding, type Counted, type Finding } from './scene.ts'
import { find, sum } from './sums.ts'
import { othersDeleted } from './survivors.ts'

/** As many rows went as were counted dead. */
export const countsAgree = (scene: Counted): Finding =>
  finding(
    counts(scene),
    scene.unfinished === true || (scene.held ?? 0) > 0
      ? 'Deleted and remaining dead rows add up to the count before the purge.'
      : 'The number of deleted rows is the number of rows counted as dead.',
  )

/** On production, old child rows cannot be told from new ones. */
const counted = ({ before, target }: Pick<Counted, 'before' | 'target'>) =>
  before.filter(({ kind }) => kind === 'rule' || (kind === 'child' && target === 'clone'))

function counts(scene: Counted): string[] {
  const { target, before, after, deleted, rehearsed, limits, hours = 0 } = scene
  const { unfinished, held = 0 } = scene
  return counted({ before, target }).flatMap((measured) => {
    const { table, classes } = measured
    const planned = deadRows(classes)
    const left = unfinished === true || held > 0 ? sum(find(after, table), isDead).rows : 0
    const rows = (deleted.find((entry) => entry.table === table)?.rows ?? 0) + left
    // On production more rows may be deleted: rows that died while the run waited for its window or
    // an approval. Or fewer, if somebody else deleted some before production was counted again, or
    // during the purge.
    const rehearsal = rehearsed?.find((entry) => entry.table === table)?.rows ?? 0
    const expected = rehearsed === null ? planned : Math.min(rehearsal, planned)
    const others = target === 'clone' ? 0 : othersDeleted(scene, measured)
    if (
      target === 'clone'
        ? rows === expected
        : rows + others >= expected - mayDiffer(limits, expected, hours)
    )
      return []
    return [
      `${table}: expected ${quantity(expected, 'row')} to be deleted, but ` +
        `${shownCount(rows)} were. Check for another running cleanup, then start the run again.`,
    ]
  })
}
