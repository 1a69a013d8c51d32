import { text, type Row } from '../database.ts'
import type { ColumnKind, EncodedColumn } from '../dialect.ts'
import { called } from './pg-text.ts'
import { isWalkable, type Column, type Table } from '../schema.ts'

/** What pg_class calls `relkind`, as a person reads it. */
const kinds: Readonly<Record<string, string>> = {
  r: 'table',
  p: 'table',
  v: 'view',
  m: 'materialized view',
  f: 'foreign table',
}

/** One table of the schema, from the rows of the server's catalogue. */
export function toTable(row: Row, allColumns: readonly Row[], allKeys: readonly Row[]): Table {
  const columns = allColumns.filter(({ owner }) => owner === row.name).map(toColumn)
  const stored = row.kind === 'r' || row.kind === 'p'
  return {
    name: called(text(row.name)),
    type: typeOf(row),
    unsafe:
      !stored || row.method == null || row.method === 'heap'
        ? null
        : { storedBy: row.method, expected: 'heap' },
    partitioned: row.kind === 'p',
    columns,
    ...walkKey(
      columns,
      allKeys.filter(({ owner }) => owner === row.name),
    ),
  }
}

/** A table of which a delete means something else than of others is no mere table. */
function typeOf({ kind, kept, inherited }: Row): string {
  // A restore from a snapshot empties it: nothing of it can be rehearsed.
  if (kind === 'r' && kept === 'u') return 'table without a log (UNLOGGED)'
  // A delete from it deletes their rows too, and none of its keys holds for them.
  if (kind === 'r' && inherited === 't') return 'table from which others inherit (INHERITS)'
  return kinds[text(kind)] ?? text(kind)
}

function walkKey(
  columns: readonly Column[],
  parts: readonly Row[],
): Pick<Table, 'key' | 'unique' | 'indexes' | 'keyIndex'> {
  const indexes = new Map<string, Row[]>()
  for (const part of parts)
    indexes.set(text(part.name), [...(indexes.get(text(part.name)) ?? []), part])
  const columnsOf = (index: readonly Row[]) =>
    index.flatMap(({ part }) => columns.filter(({ name }) => name === called(text(part))))
  // An expression is no column; another order, operator class or collation is not the column's.
  const whole = [...indexes.values()].filter((index) =>
    index.every(({ part, ordered }) => part != null && ordered === 't'),
  )
  const unique = whole.filter((index) =>
    index.every(({ main, alone }) => main === 't' || alone === 't'),
  )
  const candidates = unique.filter((index) => columnsOf(index).every(({ nullable }) => !nullable))
  const inOrder = (index: readonly Row[]) => (index[0]?.main === 't' ? 0 : 1)
  candidates.sort((a, b) => inOrder(a) - inOrder(b))
  const own = candidates.find((index) => isWalkable(columnsOf(index))) ?? candidates[0]
  const firsts = whole
    .flatMap((index) =>
      columnsOf(index.slice(0, 1)).map((column) => ({
        index: called(text(index[0]?.name)),
        column,
      })),
    )
    .filter(({ column }) => isWalkable([column]))
  if (own !== undefined)
    return {
      key: columnsOf(own),
      unique: true,
      keyIndex: called(text(own[0]?.name)),
      indexes: firsts,
    }
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

const isText = (data: string): boolean => /^(varchar|bpchar|text)$/.test(data)
/** Types without an operator for "equal" that says whether two values are the same. */
const incomparable = /^_?(json|xml|point|line|lseg|box|path|polygon|circle)$/
/** Variable in length, and yet short. */
const short = /^(numeric|inet|cidr|tsquery|.*range|.*multirange)$/

export function toColumn(row: Row): Column {
  const type = text(row.type)
  const data = text(row.data)
  const kind = kindOf(data)
  const bounded = isText(data) || /^(var)?bit$/.test(data) ? Number(row.most) > 0 : false
  const long = row.length === '-1' && !bounded && !short.test(data)
  return {
    name: called(text(row.name)),
    type,
    nullable: row.required !== 't',
    kind,
    // Every text is told, and taken, in UTF-8.
    ...(isText(data) && { charset: 'utf8' }),
    ...meaning(row),
    archived: archivedAs(data, text(row.sort)),
    ...(long && { unbounded: true }),
    ...(incomparable.test(data) && { incomparable: true }),
    long,
    onUpdate: false,
    generated: text(row.generated) !== '',
  }
}

/**
 * A type's own text is what a dump has: the server makes the same value of it again. A pseudo-type,
 * or a domain of a domain, has none that is known here.
 */
function archivedAs(data: string, sort: string): EncodedColumn['as'] | null {
  if (sort === 'd' || sort === 'p') return null
  if (data === 'bytea' || isText(data)) return 'bytes'
  return /^float[48]$/.test(data) ? 'float' : 'text'
}

function kindOf(data: string): ColumnKind {
  if (/^int[248]$/.test(data)) return 'integer'
  if (isText(data)) return 'text'
  if (data === 'bytea') return 'binary'
  if (/^(timestamp|timestamptz|date)$/.test(data)) return 'time'
  return 'other'
}
