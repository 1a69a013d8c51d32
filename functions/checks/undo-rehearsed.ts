import { plural, quantity, shownCount } from '../contract/quantity.ts'
import { finding, type Asked, type Finding } from './scene.ts'

/** The rehearsed undo put the clone's deleted rows of each table back unchanged. */
export function undoRehearsed({
  archived,
  deleted,
  cameBack,
}: Pick<Asked, 'archived' | 'deleted' | 'cameBack'>): Finding {
  if (!archived) return finding([], 'No archive is kept: deletes cannot be undone.')
  const gone = deleted.filter(({ rows }) => rows > 0)
  const untried = gone.filter(({ table }) => !cameBack.some((one) => one.table === table))
  const faults = [
    ...cameBack
      .filter(({ out }) => out > 0)
      .map(
        ({ table, rows, out, keys }) =>
          `${table}: ${shownCount(out)} of ${quantity(rows + out, 'row')} ` +
          `${plural(out, 'was', 'were')} not put back ` +
          `unchanged${keys.length === 0 ? '' : `, for example ${keys.join(', ')}`}.`,
      ),
    ...untried.map(({ table }) => `${table}: the undo was not rehearsed.`),
  ]
  if (faults.length > 0)
    return {
      passed: false,
      detail:
        `${faults.join(' ')} Production was not touched. Its deletes could not be fully undone: ` +
        'find out what rejects or changes these rows (a trigger, a constraint), start again if ' +
        'the undo was not rehearsed, or disable the rule or the archive.',
    }
  const rows = cameBack.reduce((sum, one) => sum + one.rows, 0)
  const long = cameBack.filter((one) => one.rows + one.out === 0).map(({ table }) => table)
  return finding(
    [],
    `${quantity(rows, 'row')} of ${quantity(cameBack.length - long.length, 'table')} ` +
      `${plural(rows, 'was', 'were')} put back from the archive unchanged, then rolled ` +
      `back.${long.length === 0 ? '' : ` Too long to rehearse: ${long.join(', ')}.`}`,
  )
}
