import { asIs } from '../catalogue-keys.ts'
import { text, type Row } from '../database.ts'
import type { ColumnKind, EncodedColumn } from '../dialect.ts'
import type { Column, Table } from '../schema.ts'
import { walkKey, type IndexParts } from '../walk-key.ts'

const indexParts: IndexParts = {
  called: asIs,
  // A text prefix does not order complete values, and a hash orders nothing.
  orders: ({ prefix, kind }) => (prefix === null || prefix === undefined) && kind === 'BTREE',
  isUnique: ({ name, non_unique }) => name === 'PRIMARY' || non_unique === '0',
  isPrimary: ({ name }) => name === 'PRIMARY',
}

/** One table of the schema, from the rows of the server's catalogue. */
export function toTable(
  row: Row,
  allColumns: readonly Row[],
  allKeys: readonly Row[],
  steady: boolean,
): Table {
  const columns = allColumns
    .filter(({ owner }) => owner === row.name)
    .map((one) => toColumn(one))
    .map((column) =>
      steady || !/^timestamp/i.test(column.type) ? column : { ...column, unsteady: true },
    )
  return {
    name: text(row.name),
    type: row.type === 'BASE TABLE' ? 'table' : text(row.type).toLowerCase(),
    unsafe: row.engine === 'InnoDB' ? null : { storedBy: row.engine ?? '', expected: 'InnoDB' },
    partitioned: (row.options ?? '').includes('partitioned'),
    columns,
    ...walkKey(
      columns,
      allKeys.filter(({ owner }) => owner === row.name),
      indexParts,
    ),
  }
}

/** Character sets whose texts survive a round trip through Unicode byte for byte. */
const trusted = /^(latin1|utf8|utf8mb3|utf8mb4)_/

/**
 * By type name, the encoding that restores values byte for byte. Other types are not archived at
 * all.
 */
const encodings: readonly (readonly [EncodedColumn['as'], RegExp])[] = [
  ['text', /^((tiny|small|medium|big)?int|decimal|year|date|time|datetime|json|inet4|inet6|uuid)$/],
  ['float', /^(float|double)$/],
  ['epoch', /^timestamp$/],
  ['bytes', /^((var)?char|(tiny|medium|long)?(text|blob)|(var)?binary|enum|set|bit|vector)$/],
  ['bytes', /^(geometry|(multi)?(point|linestring|polygon)|(geometry|geom)collection)$/],
]
/** An empty member reads like no member. */
const ambiguous = /^(enum|set)\((.*,)?''[,)]/i

function archivedAs(type: string): EncodedColumn['as'] | null {
  if (ambiguous.test(type)) return null
  const word = /^[a-z0-9]+/i.exec(type)?.[0].toLowerCase() ?? ''
  return encodings.find(([, types]) => types.test(word))?.[0] ?? null
}

/** The character set of its bytes, in addition to the type. */
export const meaning = (row: Row): Pick<Column, 'collated' | 'expression'> => ({
  ...(text(row.collation_name) !== '' && { collated: text(row.collation_name) }),
  ...(text(row.expression) !== '' && { expression: text(row.expression) }),
})

export function toColumn(row: Row): Column {
  const type = text(row.type)
  const data = text(row.data)
  return {
    name: text(row.name),
    type,
    nullable: row.nullable === 'YES',
    kind: kindOf(data, type),
    ...(kindOf(data, type) === 'text' &&
      !trusted.test(text(row.collation_name)) && { collation: text(row.collation_name) }),
    ...(text(row.collation_name) !== '' && { charset: text(row.collation_name).split('_')[0] }),
    ...meaning(row),
    archived: archivedAs(type),
    ...(/^((medium|long)(text|blob)|json|geom|(multi)?(point|linestring|polygon))/i.test(type) && {
      unbounded: true,
    }),
    ...(/^(bit|vector|json|geom)/i.test(type) && { incomparable: true }),
    long: /text$|blob$|json|geom|point$|linestring$|polygon$/.test(data),
    onUpdate: /on update/i.test(row.extra ?? ''),
    generated: /\b(virtual|stored|persistent)\b/i.test(row.extra ?? ''),
  }
}

function kindOf(data: string, type: string): ColumnKind {
  if (/^(tiny|small|medium|big)?int$/.test(data))
    return type.includes('unsigned') ? 'unsigned' : 'integer'
  if (/^(var)?char$/.test(data)) return 'text'
  if (/^(var)?binary$/.test(data)) return 'binary'
  if (/^(timestamp|datetime|date)$/.test(data)) return 'time'
  return 'other'
}
