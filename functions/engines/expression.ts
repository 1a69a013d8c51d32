/**
 * A condition on one row, as data. A rule is written in these; each engine's file turns them into
 * its SQL. An unknown (NULL) is never true, and `not` is "not known to be true": in doubt a row is
 * not selected by a condition and is selected by its negation.
 */
export type Expression =
  | { readonly is: 'every'; readonly of: readonly Expression[] }
  | { readonly is: 'some'; readonly of: readonly Expression[] }
  | { readonly is: 'not'; readonly of: Expression }
  | { readonly is: 'null'; readonly column: string }
  /** Byte for byte equal to one of the texts, whatever the collation says of case and accents. */
  | { readonly is: 'text'; readonly column: string; readonly among: readonly string[] }
  /** from <= column < below. */
  | {
      readonly is: 'number'
      readonly column: string
      readonly from?: bigint
      readonly below?: bigint
    }
  /** A text of up to 18 digits and nothing else, as a number: from <= column < below. */
  | {
      readonly is: 'digits'
      readonly column: string
      readonly from: bigint
      readonly below: bigint
    }
  /** A wall time in UTC that is before the instant; a zero date is before every instant. */
  | { readonly is: 'before'; readonly column: string; readonly instant: Date }
  /**
   * Creation plus a period, positive and finite, is before the instant; never true for a zero date.
   * `outer`: the creation is the column of the row outside, the period that of the row an `exists`
   * looks at.
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
   * A row of a table whose `on` columns (there: here) are equal, whose `alike` columns are equal or
   * both NULL, whose `compare` columns stand so to those here, and that meets `where`. `exact`:
   * alike byte for byte, too.
   */
  | {
      readonly is: 'exists'
      readonly table: string
      readonly on: Columns
      readonly alike?: Columns
      readonly exact?: true
      readonly compare?: readonly Comparison[]
      readonly where?: Expression
    }

  /**
   * Not the row with the largest `by` among those of its table whose `group` columns are the same;
   * a NULL among these is in no group. Reads the whole table once a statement, where no index could
   * answer it row by row.
   */
  | {
      readonly is: 'outdated'
      readonly table: string
      readonly group: readonly string[]
      readonly by: string
    }

/** Columns of the other table, and those here they equal. */
export type Columns = Readonly<Record<string, string>>
export interface Comparison {
  readonly there: string
  readonly sign: '>' | '<='
  readonly here: string
}
export type PeriodUnit = 'ms' | 's'

/** Periods from here on, in ms, mean "never": the limit the vendor's own scripts use. */
export const endlessPeriod = 99_999_999_999_990n

/** UTC wall time, as WSO2 writes it into columns without a zone. */
export const wallTime = (instant: Date): string =>
  instant.toISOString().slice(0, 23).replace('T', ' ')

export const every = (...of: Expression[]): Expression => ({ is: 'every', of })
export const some = (...of: Expression[]): Expression => ({ is: 'some', of })
export const not = (of: Expression): Expression => ({ is: 'not', of })

/** Whether the condition looks at rows of the table, at any depth. */
export function looksAt(expression: Expression, table: string): boolean {
  switch (expression.is) {
    case 'every':
    case 'some':
      return expression.of.some((part) => looksAt(part, table))
    case 'not':
      return looksAt(expression.of, table)
    case 'exists':
      return (
        expression.table.toUpperCase() === table.toUpperCase() ||
        (expression.where !== undefined && looksAt(expression.where, table))
      )
    case 'outdated':
      return expression.table.toUpperCase() === table.toUpperCase()
    default:
      return false
  }
}

/** Whether a statement with this condition reads a whole table, however few rows its range has. */
export function scans(expression: Expression): boolean {
  switch (expression.is) {
    case 'every':
    case 'some':
      return expression.of.some(scans)
    case 'not':
      return scans(expression.of)
    case 'exists':
      return expression.where !== undefined && scans(expression.where)
    default:
      return expression.is === 'outdated'
  }
}

/**
 * Whether the condition looks at other rows than the one it judges: of this table or of another.
 */
export function looksElsewhere(expression: Expression): boolean {
  switch (expression.is) {
    case 'every':
    case 'some':
      return expression.of.some(looksElsewhere)
    case 'not':
      return looksElsewhere(expression.of)
    default:
      return expression.is === 'exists' || expression.is === 'outdated'
  }
}
