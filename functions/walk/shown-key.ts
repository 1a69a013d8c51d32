import { createHash } from 'node:crypto'
import type { Key, KeyColumn } from '../engines/dialect.ts'
import { isSecret } from '../rules/text-columns.ts'

/**
 * A row's key as a message may show it: of a value that opens something the beginning of its
 * SHA-256, by which a person with the right to the table finds the row too.
 */
export const shownKey = (
  table: string,
  columns: readonly Pick<KeyColumn, 'name' | 'kind'>[],
  key: Key,
): string =>
  columns
    .map(({ name, kind }, at) => {
      const value = key[at] ?? ''
      return (kind === 'text' || kind === 'binary') && isSecret(table, name)
        ? `sha256:${createHash('sha256').update(value).digest('hex').slice(0, 12)}`
        : value
    })
    .join(' ')
