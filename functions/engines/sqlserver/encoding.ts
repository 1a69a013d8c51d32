import type { EncodedColumn } from '../dialect.ts'
import { comparable, joined, quoted, raw, sql, type Piece } from './ms-text.ts'

/** Bytes of a value beyond which the server may not be able to write its digits (2 GB). */
const tellable = 2 ** 28

/** The letters of every text as the archive keeps them, whatever the column's code page. */
export const letters = 'utf16le'

/**
 * Columns of the table that stands as `alias`, encoded as `column0`, `column1`, …: bytes as
 * hexadecimal digits, those of a text in UTF-16. `length0`, … says how many bytes there must be.
 */
export const encodedList = (alias: string, columns: readonly EncodedColumn[]): Piece =>
  joined(
    columns.flatMap((encoded, at) => {
      const value = `${alias}.${quoted(encoded.name)}`
      return [
        raw(`${encode(encoded, value)} AS column${at}`),
        ...(encoded.long === true && encoded.as !== 'hash'
          ? [raw(`${length(encoded, value)} AS length${at}`)]
          : []),
      ]
    }),
    ', ',
  )

const bytes = ({ charset }: EncodedColumn, value: string): string =>
  charset === undefined
    ? `CONVERT(VARBINARY(MAX), ${value})`
    : `CONVERT(VARBINARY(MAX), CAST(${value} AS NVARCHAR(MAX)))`

function encode(column: EncodedColumn, value: string): string {
  switch (column.as) {
    // Style 121 tells every digit of a time; of other types it says nothing.
    case 'text':
    case 'epoch':
      return `CONVERT(VARCHAR(80), ${value}, 121)`
    // 17 digits, which no other number has.
    case 'float':
      return `CONVERT(VARCHAR(40), ${value}, 3)`
    case 'bytes': {
      const digits = `CONVERT(VARCHAR(MAX), ${bytes(column, value)}, 2)`
      return column.long === true
        ? `CASE WHEN ${length(column, value)} <= ${tellable} THEN ${digits} END`
        : digits
    }
    case 'hash':
      return `CONVERT(VARCHAR(64), HASHBYTES('SHA2_256', ${bytes(column, value)}), 2)`
  }
}

export const length = (column: EncodedColumn, value: string): string =>
  column.as !== 'bytes' || column.charset === undefined
    ? `DATALENGTH(${value})`
    : `DATALENGTH(CAST(${value} AS NVARCHAR(MAX)))`

/** A value of the archive, as an INSERT gives it to its column, whatever the column's type. */
export function decoded(column: EncodedColumn | undefined, value: string | null): Piece {
  if (value === null) return raw('NULL')
  if (column?.as !== 'bytes') return sql`${value}`
  const stored = Buffer.from(value, 'hex')
  return column.charset === undefined ? sql`${stored}` : sql`${stored.toString(letters)}`
}

/** The same, to find a row by: so that the column's index answers. */
export function searched(column: EncodedColumn, value: string): Piece {
  if (column.as !== 'bytes') return sql`${value}`
  const stored = Buffer.from(value, 'hex')
  return column.charset === undefined ? sql`${stored}` : comparable(stored.toString(letters))
}
