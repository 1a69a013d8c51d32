import type { Dialect, KeyRange, Sql } from '../../functions/engines/dialect.ts'
import type { Expression } from '../../functions/engines/expression.ts'

/** Ranges without their last row, in what finds the rows that are to go. */
export const findsLess = (dialect: Dialect): Dialect => ({
  ...dialect,
  rows: {
    ...dialect.rows,
    candidates: (...all) => openEnd(dialect.rows.candidates(...all), all[3]),
    readRange: (...all) => openEnd(dialect.rows.readRange(...all), all[3]),
  },
})
export const countsLess = (dialect: Dialect): Dialect => ({
  ...dialect,
  classify: (...all) => openEnd(dialect.classify(...all), all[2]),
})

const openEnd = <T extends Sql>(statement: T, { high }: KeyRange): T =>
  high === null
    ? statement
    : { ...statement, text: statement.text.replace(/(t0\.[`"]\w+[`"]\)?) <= /, '$1 < ') }

/** The condition without its look at whoever else has a hold on what would go. */
export const unheld = (one: Expression): Expression => {
  switch (one.is) {
    case 'every':
    case 'some':
      return { is: one.is, of: one.of.map(unheld) }
    case 'not':
      return one.of.is === 'exists' &&
        one.of.table.toUpperCase() === 'IDN_OIDC_REQ_OBJECT_REFERENCE'
        ? { is: 'every', of: [] }
        : { is: 'not', of: unheld(one.of) }
    case 'exists':
      return one.where === undefined ? one : { ...one, where: unheld(one.where) }
    default:
      return one
  }
}
