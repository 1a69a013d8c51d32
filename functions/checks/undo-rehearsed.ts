import { plural, quantity } from '../contract/quantity.ts'
import { finding, type Asked, type Finding } from './scene.ts'

/** Rows of each table that went from the clone came back from its archive as they were, when their undo was tried. */
export function undoRehearsed({
  archived,
  deleted,
  cameBack,
}: Pick<Asked, 'archived' | 'deleted' | 'cameBack'>): Finding {
  if (!archived) return finding([], 'No archive is kept: what goes cannot be undone.')
  const gone = deleted.filter(({ rows }) => rows > 0)
  const untried = gone.filter(({ table }) => !cameBack.some((one) => one.table === table))
  const faults = [
    ...cameBack
      .filter(({ out }) => out > 0)
      .map(
        ({ table, rows, out, keys }) =>
          `${table}: ${out} of ${quantity(rows + out, 'row')} did not come back as ${plural(out, 'it was', 'they were')}${keys.length === 0 ? '' : `, for example ${keys.join(', ')}`}.`,
      ),
    ...untried.map(({ table }) => `${table}: the undo was not tried.`),
  ]
  if (faults.length > 0)
    return {
      passed: false,
      detail: `${faults.join(' ')} Production was not touched. What went there could not be put back whole: see what refuses or changes these rows (a trigger, a constraint), start again where nothing was tried, or switch off the rule or the archive.`,
    }
  const rows = cameBack.reduce((sum, one) => sum + one.rows, 0)
  const long = cameBack.filter((one) => one.rows + one.out === 0).map(({ table }) => table)
  return finding(
    [],
    `${quantity(rows, 'row')} of ${quantity(cameBack.length - long.length, 'table')} came back from the archive as ${plural(rows, 'it was', 'they were')}, and went again.${long.length === 0 ? '' : ` Too long to be tried: ${long.join(', ')}.`}`,
  )
}
