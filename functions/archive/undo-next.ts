import { quantity } from '../contract/quantity.ts'
import type { UndoTotals } from '../contract/undo.ts'
import type { Asked } from './undo-asked.ts'

/** A row that is back is as dead as it was: nothing keeps the next purge from it. */
export const deletedAgain = (rule: string | undefined): string =>
  'The next purge deletes these rows again. To keep them, disable the rule that deleted them: ' +
  `"rules": {"${rule ?? '<rule>'}": {"enabled": false}} in the environment file, and deploy ` +
  'before the next run. Until then drydock stop keeps every run from purging.'

/** A row may hang on a row that another rule deleted: an undo of a part cannot bring that back. */
export const parentsFirst =
  'If their parents are missing, another rule may have deleted those: undo that rule first and ' +
  'then this again, or the whole run, without --rule, --table, --key, --since and --until.'

/** The filters of an undo ask for some of the run's rows. */
export const isPart = ({ rule, table, key, since, until }: Asked): boolean =>
  [rule, table, key, since, until].some((one) => one !== undefined)

/** The rows without a place, a line each; of each table at most those that an undo names. */
export function rowsOut(totals: UndoTotals): readonly string[] {
  return Object.entries(totals).flatMap(([table, { collided, collisions }]) => [
    ...collisions.map((key) => `${table}: ${key}`),
    ...(collided > collisions.length && collisions.length > 0
      ? [`${table}: and ${quantity(collided - collisions.length, 'more row')}`]
      : []),
  ])
}
