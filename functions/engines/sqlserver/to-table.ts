import { text, type Row } from '../database.ts'
import type { ColumnKind, EncodedColumn } from '../dialect.ts'
import { isWalkable, type Column, type Table } from '../schema.ts'
import { letters } from './encoding.ts'

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

function walkKey(
  columns: readonly Column[],
  parts: readonly Row[],
): Pick<Table, 'key' | 'unique' | 'indexes' | 'keyIndex'> {
  const indexes = new Map<string, Row[]>()
  for (const part of parts)
    indexes.set(text(part.name), [...(indexes.get(text(part.name)) ?? []), part])
  const columnsOf = (index: readonly Row[]) =>
    index.flatMap(({ part }) => columns.filter(({ name }) => name === part))
  const whole = [...indexes.values()].filter((index) =>
    index.every(({ descending }) => descending === '0'),
  )
  const candidates = whole
    .filter((index) => index.every(({ alone }) => alone === '1'))
    .filter((index) => columnsOf(index).every(({ nullable }) => !nullable))
  const inOrder = (index: readonly Row[]) => (index[0]?.main === '1' ? 0 : 1)
  candidates.sort((a, b) => inOrder(a) - inOrder(b))
  const own = candidates.find((index) => isWalkable(columnsOf(index))) ?? candidates[0]
  const firsts = whole
    .flatMap((index) =>
      columnsOf(index.slice(0, 1)).map((column) => ({ index: text(index[0]?.name), column })),
    )
    .filter(({ column }) => isWalkable([column]))
  if (own !== undefined)
    return { key: columnsOf(own), unique: true, keyIndex: text(own[0]?.name), indexes: firsts }
  const first = firsts.find(({ column }) => !column.nullable) ?? firsts[0]
  return first === undefined
    ? { key: [], unique: false, indexes: firsts }
    : { key: [first.column], unique: false, keyIndex: first.index, indexes: firsts }
}

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
