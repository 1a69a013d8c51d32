import type { EncodedColumn } from '../dialect.ts'
import { joined, quoted, raw, sql, type Piece } from './mysql-text.ts'

/**
 * Columns of the table that stands as `alias`, encoded as `column0`, `column1`, …; bytes are
 * answered as they are: in digits they would be twice as long, and what is longer than
 * max_allowed_packet MariaDB answers as NULL. `length0`, … says how many there must be, -1 where
 * not even that is known.
 */
export const encodedList = (alias: string, columns: readonly EncodedColumn[]): Piece =>
  joined(
    columns.flatMap((encoded, at) => {
      const value = `${alias}.${quoted(encoded.name)}`
      return [
        raw(`${encode(encoded, value)} AS column${at}`),
        ...(encoded.long === true && encoded.as !== 'hash'
          ? [raw(`IF(${value} IS NULL, NULL, COALESCE(LENGTH(${value}), -1)) AS length${at}`)]
          : []),
      ]
    }),
    ', ',
  )

function encode({ as, charset, converted }: EncodedColumn, value: string): string {
  switch (as) {
    case 'text':
      return `CAST(${value} AS CHAR)`
    case 'bytes':
      return converted === true
        ? `CAST(CONVERT(${value} USING ${charset ?? 'binary'}) AS BINARY)`
        : `CAST(${value} AS BINARY)`
    case 'float':
      // As a FLOAT it has six digits; in a sum zero has no sign.
      return `IF(${value} = 0, CAST(${value} AS CHAR), CAST(${value} + 0e0 AS CHAR))`
    case 'epoch':
      // Of a zero that became a DATETIME, MariaDB knows no instant.
      return `CAST(COALESCE(UNIX_TIMESTAMP(${value}), IF(${value} + 0 = 0, 0, NULL)) AS CHAR)`
    case 'hash':
      return `SHA2(${value}, 256)`
  }
}

/** A value of the archive as the column takes it. */
export function decoded(column: EncodedColumn | undefined, value: string | null): Piece {
  if (value === null) return raw('NULL')
  // Zero is no instant: MariaDB 11 makes NULL of it.
  if (column?.as === 'epoch')
    return Number(value) === 0
      ? sql`${'0000-00-00 00:00:00'}`
      : sql`FROM_UNIXTIME(CAST(${value} AS DECIMAL(20,6)))`
  if (column?.as !== 'bytes') return sql`${value}`
  const bytes = sql`${Buffer.from(value, 'hex')}`
  return column.converted === true
    ? sql`CONVERT(${bytes} USING ${raw(column.charset ?? 'binary')})`
    : bytes
}
