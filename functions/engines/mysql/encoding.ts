import type { EncodedColumn } from '../dialect.ts'
import { joined, quoted, raw, sql, type Piece } from './mysql-text.ts'

/**
 * Columns of the table with the alias, encoded as `column0`, `column1`, …. Bytes are returned raw:
 * hexadecimal digits would double them, and MariaDB returns NULL for a value above
 * max_allowed_packet. `length0`, … is the expected length, -1 if even that is unknown.
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
      // A FLOAT would be printed with six digits; adding zero would lose the sign of a zero.
      return `IF(${value} = 0, CAST(${value} AS CHAR), CAST(${value} + 0e0 AS CHAR))`
    case 'epoch':
      // MariaDB has no instant for a zero that became a DATETIME.
      return `CAST(COALESCE(UNIX_TIMESTAMP(${value}), IF(${value} + 0 = 0, 0, NULL)) AS CHAR)`
    case 'hash':
      return `SHA2(${value}, 256)`
  }
}

/** An archived value as the column accepts it. */
export function decoded(column: EncodedColumn | undefined, value: string | null): Piece {
  if (value === null) return raw('NULL')
  // Zero is not an instant: MariaDB 11 would insert NULL.
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
