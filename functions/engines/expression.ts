/**
 * A condition on one row, as data. Rules are written as these; each engine turns them into SQL.
 * Unknown (NULL) is never true, and `not` means "not known to be true": in doubt, a condition does
 * not select a row, and its negation does.
 */
export type Expression =
  | { readonly is: 'every'; readonly of: readonly Expression[] }
  | { readonly is: 'some'; readonly of: readonly Expression[] }
  | { readonly is: 'not'; readonly of: Expression }
  | { readonly is: 'null'; readonly column: string }
  /**
   * Byte for byte equal to one of the texts, whatever the collation says about case and accents.
   */
  | { readonly is: 'text'; readonly column: string; readonly among: readonly string[] }
  /** from <= column < below. */
  | {
      readonly is: 'number'
      readonly column: string
      readonly from?: bigint
      readonly below?: bigint
    }
  /** A text of at most 18 digits and nothing else, as a number: from <= column < below. */
  | {
      readonly is: 'digits'
      readonly column: string
      readonly from: bigint
      readonly below: bigint
    }
  /** A UTC wall time before the instant; a zero date is before every instant. */
  | { readonly is: 'before'; readonly column: string; readonly instant: Date }
  /**
   * Creation plus a positive, finite period is before the instant; never true for a zero date.
   * `outer`: the creation belongs to the outer row, the period to the row of the `exists`.
   */
  | {
      readonly is: 'lapsed'
      readonly created: string
      readonly outer?: true
      readonly period: string
      readonly unit: PeriodUnit
      readonly instant: Date
    }
  /**
   * Another row exists whose `on` columns (there: here) are equal, whose `alike` columns are equal
   * or both NULL, whose `compare` columns compare as given with those here, and which meets
   * `where`. `exact`: `alike` compares bytes as well.
   */
  | {
      readonly is: 'exists'
      readonly table: string
      readonly on: Columns
      readonly alike?: Columns
      readonly exact?: true
      readonly compare?: readonly Comparison[]
      readonly where?: Expression
      /** No index of the other table starts with one of the `on` columns. */
      readonly unindexed?: true
    }
  /**
   * Not the row with the largest `by` among the rows that share its `group` columns; a row with a
   * NULL in these belongs to no group. Reads the whole table once per statement, because no index
   * could answer it row by row.
   */
  | {
      readonly is: 'outdated'
      readonly table: string
      readonly group: readonly string[]
      readonly by: string
    }

/** Columns of the other table, and the columns here that they equal. */
export type Columns = Readonly<Record<string, string>>
export interface Comparison {
  readonly there: string
  readonly sign: '>' | '<='
  readonly here: string
}
export type PeriodUnit = 'ms' | 's'

/** Periods of at least this many ms mean "never": the limit in the vendor's own scripts. */
export const endlessPeriod = 99_999_999_999_990n

/** UTC wall time, as WSO2 writes it into columns without a zone. */
export const wallTime = (instant: Date): string =>
  instant.toISOString().slice(0, 23).replace('T', ' ')

export const every = (...of: Expression[]): Expression => ({ is: 'every', of })
export const some = (...of: Expression[]): Expression => ({ is: 'some', of })
export const not = (of: Expression): Expression => ({ is: 'not', of })

/** Whether the condition, or a part of it at any depth, passes the test. */
function has(expression: Expression, test: (part: Expression) => boolean): boolean {
  if (test(expression)) return true
  switch (expression.is) {
    case 'every':
    case 'some':
      return expression.of.some((part) => has(part, test))
    case 'not':
      return has(expression.of, test)
    case 'exists':
      return expression.where !== undefined && has(expression.where, test)
    default:
      return false
  }
}

/** Whether the condition looks at rows of the table, at any depth. */
export const looksAt = (expression: Expression, table: string): boolean =>
  has(
    expression,
    (part) =>
      (part.is === 'exists' || part.is === 'outdated') &&
      part.table.toUpperCase() === table.toUpperCase(),
  )

/** Whether a statement with this condition reads a whole table, however small its range. */
export const scans = (expression: Expression): boolean =>
  has(expression, ({ is }) => is === 'outdated')

/**
 * Whether the rows that an `exists` finds can be gathered once for all rows that it is asked of,
 * and an index does not answer it row by row: each is judged without a look at the row here, but
 * for columns that are equal.
 */
export const isGathered = (expression: Expression): boolean =>
  expression.is === 'exists' &&
  expression.unindexed === true &&
  Object.keys(expression.on).length > 0 &&
  Object.keys(expression.alike ?? {}).length <= 1 &&
  expression.exact === undefined &&
  expression.compare === undefined &&
  (expression.where === undefined || !lapsesByOuter(expression.where))

/** Of the row itself: what another `exists` asks within it is of that one's rows. */
function lapsesByOuter(expression: Expression): boolean {
  switch (expression.is) {
    case 'every':
    case 'some':
      return expression.of.some(lapsesByOuter)
    case 'not':
      return lapsesByOuter(expression.of)
    default:
      return expression.is === 'lapsed' && expression.outer === true
  }
}

/** Whether a statement with this condition gathers rows of a table that it has no index of. */
export const gathers = (expression: Expression): boolean => has(expression, isGathered)

/** Whether the condition depends on rows other than the one it judges, in this table or another. */
export const looksElsewhere = (expression: Expression): boolean =>
  has(expression, ({ is }) => is === 'exists' || is === 'outdated')
