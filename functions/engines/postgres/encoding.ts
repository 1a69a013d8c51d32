import type { EncodedColumn } from '../dialect.ts'
import { identifier, joined, raw, sql, type Piece } from './pg-text.ts'

/** Bytes of a value beyond which the server may not be able to write its digits. */
const tellable = 2 ** 28

/**
 * Columns of the table that stands as `alias`, encoded as `column0`, `column1`, …: bytes as
 * hexadecimal digits, those of a text in UTF-8, whatever the database's encoding. `length0`, … says
 * how many bytes there must be.
 */
export const encodedList = (alias: string, columns: readonly EncodedColumn[]): Piece =>
  joined(
    columns.flatMap((encoded, at) => {
      const value = `${alias}.${identifier(encoded.name)}`
      return [
        raw(`${encode(encoded, value)} AS column${at}`),
        ...(encoded.long === true && encoded.as !== 'hash'
          ? [raw(`${length(encoded, value)} AS length${at}`)]
          : []),
      ]
    }),
    ', ',
  )

/** The value's bytes: of a text they stand for its letters. */
const bytes = ({ charset }: EncodedColumn, value: string): string =>
  charset === undefined ? value : `CONVERT_TO(CAST(${value} AS text), 'UTF8')`

function encode(column: EncodedColumn, value: string): string {
  const text = `CAST(${value} AS text)`
  switch (column.as) {
    // With extra_float_digits above 0 a float is told by the fewest digits that no other has, and a
    // timestamptz is told with its distance from UTC.
    case 'text':
    case 'float':
    case 'epoch':
      return text
    case 'bytes': {
      const digits = `ENCODE(${bytes(column, value)}, 'hex')`
      return column.long === true
        ? `CASE WHEN ${length(column, value)} <= ${tellable} THEN ${digits} END`
        : digits
    }
    case 'hash':
      return `ENCODE(SHA256(CONVERT_TO(${text}, 'UTF8')), 'hex')`
  }
}

const length = (column: EncodedColumn, value: string): string =>
  column.as === 'bytes' && column.charset === undefined
    ? `OCTET_LENGTH(${value})`
    : `OCTET_LENGTH(CONVERT_TO(CAST(${value} AS text), 'UTF8'))`

/**
 * A value of the archive. It is read as the column reads it that it is put into or compared with:
 * whatever the type, its own text comes back as the same value.
 */
export function decoded(column: EncodedColumn | undefined, value: string | null): Piece {
  if (value === null) return raw('NULL')
  if (column?.as !== 'bytes') return sql`${value}`
  const bytes = Buffer.from(value, 'hex')
  return column.charset === undefined ? sql`${bytes}` : sql`${bytes.toString('utf8')}`
}
