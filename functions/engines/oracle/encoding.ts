import { number } from '../answered-counts.ts'
import { NamedError } from '../../contract/errors.ts'
import type { Row } from '../database.ts'
import type { EncodedColumn } from '../dialect.ts'
import { identifier, joined, raw, sql, type Piece } from './ora-text.ts'

/**
 * Columns of the table that stands as `alias`, as `column0`, `column1`, …; `length0`, … says how
 * long a value must be. The server has no way to tell the bytes of a long text in SQL, so texts
 * are told as texts, and `encodedIn` makes their bytes.
 */
export const encodedList = (alias: string, columns: readonly EncodedColumn[]): Piece =>
  joined(
    columns.flatMap((encoded, at) => {
      const value = `${alias}.${identifier(encoded.name)}`
      return [
        raw(`${encode(encoded, value)} AS "column${at}"`),
        ...(isLong(encoded) ? [raw(`DBMS_LOB.GETLENGTH(${value}) AS "length${at}"`)] : []),
      ]
    }),
    ', ',
  )

const isLong = ({ long, as }: EncodedColumn): boolean => long === true && as !== 'hash'

function encode(column: EncodedColumn, value: string): string {
  switch (column.as) {
    // Numbers with all their digits; times in the session's NLS_TIMESTAMP_FORMAT and
    // NLS_DATE_FORMAT, by which an INSERT reads them.
    case 'text':
    case 'float':
    case 'epoch':
      return `TO_CHAR(${value})`
    // What is bytes the connection answers as digits.
    case 'bytes':
      return value
    case 'hash':
      return column.long === true
        ? `CASE WHEN ${value} IS NOT NULL THEN RAWTOHEX(DBMS_CRYPTO.HASH(${value}, 4)) END`
        : `CASE WHEN ${value} IS NOT NULL THEN RAWTOHEX(STANDARD_HASH(${value}, 'SHA256')) END`
  }
}

/** What stands for a letter that Unicode has not, or that the server could not convert. */
const unknown = '\uFFFD'

/**
 * The values of a row by column, as the archive stores them, and the lengths of long ones.
 * @throws NamedError RowNotKept for a text that would not come back as it was
 */
export function encodedIn(
  row: Row,
  columns: readonly EncodedColumn[],
): {
  readonly values: readonly (string | null)[]
  readonly lengths: readonly (number | null | undefined)[]
} {
  const values: (string | null)[] = []
  const lengths: (number | null | undefined)[] = []
  for (const [at, column] of columns.entries()) {
    const told = row[`column${at}`] ?? null
    const length = isLong(column) ? number(row[`length${at}`]) : undefined
    const isText = column.as === 'bytes' && column.charset !== undefined
    if (isText && told?.includes(unknown) === true)
      throw new NamedError(
        'RowNotKept',
        `A row to delete has a text in "${column.name}" with a letter that the server cannot ` +
          'tell in Unicode (U+FFFD). Nothing of its batch was deleted. Correct the text, or ' +
          'disable the rule or the archive.',
      )
    // An empty LOB is no NULL, and the driver tells it as one.
    const value = told === null && length === 0 ? '' : told
    values.push(isText && value !== null ? Buffer.from(value, 'utf8').toString('hex') : value)
    // Of a text the server counts the units of UTF-16, as JavaScript does; the archive bytes.
    lengths.push(
      isText && length !== undefined && value !== null
        ? length === value.length
          ? Buffer.byteLength(value, 'utf8')
          : -1
        : length,
    )
  }
  return { values, lengths }
}

/** A value of the archive, as an INSERT or a comparison takes it. */
export function decoded(column: EncodedColumn | undefined, value: string | null): Piece {
  if (value === null) return raw('NULL')
  if (column?.as !== 'bytes') return sql`${value}`
  if (value === '' && column.long === true)
    return raw(column.charset === undefined ? 'EMPTY_BLOB()' : 'EMPTY_CLOB()')
  const bytes = Buffer.from(value, 'hex')
  return column.charset === undefined ? sql`${bytes}` : sql`${bytes.toString('utf8')}`
}
