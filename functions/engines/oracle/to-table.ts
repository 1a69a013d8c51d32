import { text, type Row } from '../database.ts'
import type { ColumnKind, EncodedColumn } from '../dialect.ts'
import type { Column, Table } from '../schema.ts'
import { walkKey, type IndexParts } from '../walk-key.ts'
import { called } from './ora-text.ts'

const indexParts: IndexParts = {
  called,
  orders: ({ ordered }) => ordered === '1',
  isUnique: ({ main, alone }) => main === '1' || alone === '1',
  isPrimary: ({ main }) => main === '1',
}

/** One table of the schema, from the rows of the server's catalogue. */
export function toTable(row: Row, allColumns: readonly Row[], allKeys: readonly Row[]): Table {
  const columns = allColumns.filter(({ owner }) => owner === row.name).map(toColumn)
  return {
    name: called(text(row.name)),
    type: text(row.type),
    unsafe:
      row.type === 'external table' ? { storedBy: 'an external file', expected: 'segments' } : null,
    partitioned: row.parted === 'YES',
    columns,
    ...walkKey(
      columns,
      allKeys.filter(({ owner }) => owner === row.name),
      indexParts,
    ),
  }
}

/** What its values stand for, beside the type. */
export const meaning = (row: Row): Pick<Column, 'collated'> => ({
  ...(isText(text(row.data)) && { collated: text(row.collation) || 'USING_NLS_COMP' }),
})

/** The type as a CREATE TABLE writes it. */
export function typeOf(row: Row): string {
  const data = text(row.data)
  if (/^N?(VAR)?CHAR2?$/.test(data))
    return row.unit === 'C'
      ? `${data}(${text(row.letters)} CHAR)`
      : `${data}(${text(data.startsWith('N') ? row.letters : row.length)})`
  if (data === 'RAW') return `RAW(${text(row.length)})`
  if (data !== 'NUMBER') return data
  if (row.digits == null) return row.scale === '0' ? 'INTEGER' : 'NUMBER'
  return row.scale === '0' || row.scale == null
    ? `NUMBER(${row.digits})`
    : `NUMBER(${row.digits},${row.scale})`
}

const isText = (data: string): boolean => /^N?(VARCHAR2|CHAR|CLOB)$/.test(data)
const isLob = (data: string): boolean => /^(BLOB|N?CLOB)$/.test(data)
/** Types whose values no statement of Drydock's compares or hashes. */
const comparable = /^(N?VARCHAR2|N?CHAR|NUMBER|FLOAT|BINARY_.*|DATE|TIMESTAMP.*|RAW|INTERVAL.*)$/

export function toColumn(row: Row): Column {
  const data = text(row.data)
  return {
    name: called(text(row.name)),
    type: typeOf(row),
    nullable: row.nullable !== 'N',
    kind: kindOf(row),
    // Every text is told, and taken, in UTF-8.
    ...(isText(data) && { charset: 'utf8' }),
    ...meaning(row),
    archived: archivedAs(data, text(row.charset)),
    ...(isLob(data) && { unbounded: true as const }),
    ...(!comparable.test(data) && { incomparable: true as const }),
    long: isLob(data),
    onUpdate: false,
    generated: row.virtual === 'YES',
  }
}

/** Character sets whose every letter Unicode has, so that a text comes back as it was. */
const faithful = /^(AL32UTF8|UTF8|WE8ISO8859P1|WE8ISO8859P15|WE8MSWIN1252)$/

/** Types that none of WSO2's tables has are not kept: what they tell was never tried. */
function archivedAs(data: string, charset: string): EncodedColumn['as'] | null {
  if (/^(NUMBER|FLOAT|DATE|TIMESTAMP\(\d\))$/.test(data)) return 'text'
  if (data === 'RAW' || data === 'BLOB') return 'bytes'
  // What is bound is converted to the database's own character set first.
  if (/^N/.test(data) && isText(data)) return /UTF8$/.test(charset) ? 'bytes' : null
  return isText(data) && faithful.test(charset) ? 'bytes' : null
}

/** A text that does not come back as it was names no row. */
function kindOf({ data, scale, charset }: Row): ColumnKind {
  if (data === 'NUMBER' && scale === '0') return 'integer'
  if (/^N?(VARCHAR2|CHAR)$/.test(text(data)))
    return archivedAs(text(data), text(charset)) === null ? 'other' : 'text'
  if (data === 'RAW') return 'binary'
  if (/^(DATE|TIMESTAMP\(\d\))$/.test(text(data))) return 'time'
  return 'other'
}
