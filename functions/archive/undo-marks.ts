import { createHash } from 'node:crypto'
import type { ArchivedTable } from './archive.ts'
import type { Row } from './rows-there.ts'
import { same } from '../engines/schema.ts'
import type { Place } from './undo-place.ts'

/** Marks the row's children. */
export function stayOut({ undoing: { schema, out }, part }: Place, row: Row): void {
  for (const key of schema.foreignKeys)
    if (same(key.parent, part.table)) out.add(mark(key.parent, key.parentColumns, part, row))
}

/** Whether a parent of the row stayed out. */
export const hangsOnOneOut = ({ undoing: { schema, out }, part }: Place, row: Row): boolean =>
  schema.foreignKeys.some(
    (key) =>
      same(key.table, part.table) &&
      out.has(mark(key.parent, key.columns, part, row, key.parentColumns)),
  )

/**
 * A short hash of a foreign key's parent: keys may be secrets, and these are stored in the state of
 * an execution.
 */
const mark = (
  parent: string,
  columns: readonly string[],
  part: ArchivedTable,
  row: Row,
  named = columns,
): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        parent.toUpperCase(),
        named.map((name) => name.toUpperCase()),
        columns.map((name) => row[part.columns.findIndex((one) => same(one.name, name))]),
      ]),
    )
    .digest('base64')
    .slice(0, 12)
