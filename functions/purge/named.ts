import type { NamedRows, RowKey } from '../engines/named-rows.ts'
import type { Table } from '../engines/schema.ts'

/** A row to delete, as it was read: under the lock it must be unchanged. */
export interface Candidate {
  readonly key: RowKey
  /** Over all its columns. */
  readonly hash: string
}

/** Rows of one statement, at most. */
export const largestPart = 512

/** A key as a member of a set. */
export const keyId = (key: RowKey): string => JSON.stringify(key)

/** A row as it was read: by its key and its content. */
export const rowAsRead = ({ key, hash }: Candidate): string => JSON.stringify([key, hash])

/** What identifies a row in its table: its key, and its content too if rows share a key. */
export const rowId = ({ unique }: Table, { key, hash }: Candidate): string =>
  unique ? keyId(key) : JSON.stringify([key, hash])

/** The rows of a few keys; those of one statement. */
export function named(table: Table, rows: readonly Candidate[]): NamedRows {
  return {
    table: table.name,
    key: table.key,
    index: table.keyIndex,
    keys: rows.map(({ key }) => key),
    hashes: table.unique ? null : rows.map(({ hash }) => hash),
    hashed: table.columns,
  }
}

/**
 * The rows in parts of a statement's size. A part repeats its last row up to a power of two, so
 * that a server prepares few statements, not one for each number of rows.
 */
export function parts(
  table: Table,
  rows: readonly Candidate[],
  together = largestPart,
): { readonly part: readonly Candidate[]; readonly rows: NamedRows }[] {
  const all = []
  for (let at = 0; at < rows.length; at += together) {
    const part = rows.slice(at, at + together)
    const last = part.at(-1)
    const filled = 2 ** Math.ceil(Math.log2(part.length))
    const padding = last === undefined ? [] : Array<Candidate>(filled - part.length).fill(last)
    all.push({ part, rows: named(table, [...part, ...padding]) })
  }
  return all
}
