import type { Row } from './rows-there.ts'
import { same, type Table } from '../engines/schema.ts'
import { shownKey } from '../walk/shown-key.ts'
import type { Place } from './undo-place.ts'

/** Whether the row is among those that are asked for. */
export function isWanted(place: Place, row: Row): boolean {
  const { key } = place.undoing.wanted
  return key === undefined || [keyValues(place, row).join(' '), shownOf(place, row)].includes(key)
}

/** The row, as findings show it. */
export const shownOf = (place: Place, row: Row): string =>
  shownKey(place.part.table, keyColumns(place), keyValues(place, row)).slice(0, 300)

/** A row without a key is identified by all its columns. */
const keyColumns = ({ table }: Place): Table['key'] =>
  table === undefined ? [] : table.unique ? table.key : table.columns

const keyValues = (place: Place, row: Row): string[] =>
  keyColumns(place).map(({ name }) => {
    const at = place.part.columns.findIndex((column) => same(column.name, name))
    const value = row[at] ?? ''
    return place.part.columns[at]?.as === 'bytes'
      ? Buffer.from(value, 'hex').toString('utf8')
      : value
  })
