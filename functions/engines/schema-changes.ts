import { same, type Column, type Schema, type Table } from './schema.ts'

/** The number of tables whose changes are listed; the others are counted. */
const shown = 3

/** The differences between two reads of one schema, as text; '' if there are none. */
export function schemaChanges(was: Schema, is: Schema): string {
  if (was.fingerprint === is.fingerprint) return ''
  const changes: string[] = []
  for (const table of was.tables) {
    const now = is.tables.find(({ name }) => same(name, table.name))
    const changed = now === undefined ? 'no longer exists' : tableChanges(table, now)
    if (changed !== '') changes.push(`${table.name} ${changed}`)
  }
  for (const { name } of is.tables)
    if (!was.tables.some((table) => same(table.name, name))) changes.push(`${name} is new`)
  if (changes.length === 0) return 'its foreign keys, or indexes that no walk uses, changed'
  const more = changes.length - shown
  return `${changes.slice(0, shown).join('; ')}${more > 0 ? `; and ${more} more` : ''}`
}

function tableChanges(was: Table, is: Table): string {
  const columns = columnChanges(was, is.columns)
  if (columns !== '') return columns
  if (
    was.type !== is.type ||
    was.unsafe?.storedBy !== is.unsafe?.storedBy ||
    was.partitioned !== is.partitioned
  )
    return 'is stored differently'
  const indexes = ({ keyIndex, key, indexes: all }: Table) =>
    JSON.stringify([keyIndex, key, all.map(({ index, column }) => [index, column.name])])
  return indexes(was) === indexes(is) ? '' : 'has different indexes'
}

/** A column's character set. */
export type ColumnShape = Pick<Column, 'name' | 'type' | 'collated' | 'expression'>

/** The changes of a table's columns, as text; '' if there are none. */
export function columnChanges(
  { columns }: Pick<Table, 'columns'>,
  now: readonly ColumnShape[],
): string {
  const changes: string[] = []
  for (const { name, type, collated, expression } of columns) {
    const found = now.find((one) => same(one.name, name))
    if (found === undefined) changes.push(`lost the column ${name}`)
    else if (found.type !== type) changes.push(`has ${name} as ${found.type} instead of ${type}`)
    else if (found.collated !== collated)
      changes.push(`has ${name} in ${found.collated ?? 'bytes'} instead of ${collated ?? 'bytes'}`)
    else if (found.expression !== expression) changes.push(`has ${name} computed differently`)
  }
  for (const { name } of now)
    if (!columns.some((column) => same(column.name, name))) changes.push(`has a new column ${name}`)
  return changes.length === 0 && now.some(({ name }, at) => columns[at]?.name !== name)
    ? 'has its columns in a different order'
    : changes.join(', ')
}
