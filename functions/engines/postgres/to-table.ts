import { text, type Row } from '../database.ts'
import type { ColumnKind, EncodedColumn } from '../dialect.ts'
import { called } from './pg-text.ts'
import type { Column, Table } from '../schema.ts'
import { walkKey, type IndexParts } from '../walk-key.ts'

/** What pg_class calls `relkind`, as a person reads it. */
const kinds: Readonly<Record<string, string>> = {
  r: 'table',
  p: 'table',
  v: 'view',
  m: 'materialized view',
  f: 'foreign table',
}

const indexParts: IndexParts = {
  called,
  // Another order, operator class or collation is not the column's.
  orders: ({ part, ordered }) => part != null && ordered === 't',
  isUnique: ({ main, alone }) => main === 't' || alone === 't',
  isPrimary: ({ main }) => main === 't',
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
      indexParts,
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
