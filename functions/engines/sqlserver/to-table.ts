import { asIs } from '../catalogue-keys.ts'
import { text, type Row } from '../database.ts'
import type { ColumnKind, EncodedColumn } from '../dialect.ts'
import type { Column, Table } from '../schema.ts'
import { walkKey, type IndexParts } from '../walk-key.ts'
import { letters } from './encoding.ts'

const indexParts: IndexParts = {
  called: asIs,
  orders: ({ descending }) => descending === '0',
  isUnique: ({ alone }) => alone === '1',
  isPrimary: ({ main }) => main === '1',
}

/** One table of the schema, from the rows of the server's catalogue. */
export function toTable(row: Row, allColumns: readonly Row[], allKeys: readonly Row[]): Table {
  const columns = allColumns.filter(({ owner }) => owner === row.name).map(toColumn)
  return {
    name: text(row.name),
    type: typeOf(row),
    unsafe: storedUnsafely(row),
    partitioned: row.partitioned === '1',
    columns,
    ...walkKey(
      columns,
      allKeys.filter(({ owner }) => owner === row.name),
      indexParts,
    ),
  }
}

/** A table of which a delete means something else than of others is no mere table. */
function typeOf({ kind, remote, temporal, files }: Row): string {
  if (text(kind).trim() === 'V') return 'view'
  if (remote === '1') return 'foreign table'
  if (files === '1') return 'table of files (FileTable)'
  // A delete from it puts the row into its history.
  if (temporal != null && temporal !== 'NON_TEMPORAL_TABLE')
    return `table with a history (${temporal})`
  return 'table'
}

/** What is kept in memory alone is gone after a restore; what is in memory takes no row locks. */
const storedUnsafely = ({ in_memory: inMemory, durability }: Row): Table['unsafe'] =>
  inMemory === '1'
    ? { storedBy: `MEMORY_OPTIMIZED (${durability ?? ''})`, expected: 'rowstore on disk' }
    : null

/** What its values stand for, beside the type. */
export const meaning = (row: Row): Pick<Column, 'collated' | 'expression'> => ({
  ...(text(row.collation_name) !== '' && { collated: text(row.collation_name) }),
  ...(text(row.expression) !== '' && { expression: text(row.expression) }),
})

const isText = (data: string): boolean => /^n?(var)?char$/.test(data)
const isBytes = (data: string): boolean => /^(var)?binary$/.test(data)
/** Types without an operator for "equal". */
const incomparable = /^(n?text|image|xml|geography|geometry)$/

export function toColumn(row: Row): Column {
  const data = text(row.data)
  const long = row.most === '-1' || incomparable.test(data)
  return {
    name: text(row.name),
    type: typeText(row),
    nullable: row.nullable === '1',
    kind: kindOf(data),
    ...(isText(data) && { charset: letters }),
    ...meaning(row),
    // What is masked, or encrypted by the client, is not what is told.
    archived: row.masked === '1' || row.encrypted != null ? null : archivedAs(data),
    ...(long && { unbounded: true }),
    ...(incomparable.test(data) && { incomparable: true }),
    long,
    onUpdate: false,
    generated: row.computed === '1' || text(row.generated) > '0' || data === 'timestamp',
  }
}

/** As CREATE TABLE writes it. */
function typeText({ data, most, precision, scale }: Row): string {
  const type = text(data)
  const bytes = Number(most)
  if (isText(type) || isBytes(type))
    return `${type}(${bytes === -1 ? 'max' : type.startsWith('n') ? bytes / 2 : bytes})`
  if (/^(decimal|numeric)$/.test(type)) return `${type}(${precision},${scale})`
  return /^(datetime2|datetimeoffset|time)$/.test(type) ? `${type}(${scale})` : type
}

/**
 * How a value comes back as itself. Of money, variants, XML and the like, the server's own text
 * does not say all.
 */
function archivedAs(data: string): EncodedColumn['as'] | null {
  if (isText(data) || isBytes(data)) return 'bytes'
  if (/^(float|real)$/.test(data)) return 'float'
  return /^(bit|tinyint|smallint|int|bigint|decimal|numeric|uniqueidentifier|date|time)$/.test(
    data,
  ) || /^(small)?datetime(2|offset)?$/.test(data)
    ? 'text'
    : null
}

function kindOf(data: string): ColumnKind {
  if (/^(tinyint|smallint|int|bigint)$/.test(data)) return 'integer'
  if (isText(data)) return 'text'
  if (isBytes(data)) return 'binary'
  if (/^(date|datetime|datetime2|smalldatetime)$/.test(data)) return 'time'
  return 'other'
}
