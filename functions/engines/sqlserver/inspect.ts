import type { Sql } from '../dialect.ts'
import type { NamedRows } from '../named-rows.ts'
import { areNumbered, endsWith, faults, isOneStatement, refuseUnless } from '../refuse-delete.ts'

/**
 * The last inspection of a DELETE before it runs; it knows nothing of how the statement was built.
 * One statement that reaches rows by all of their keys, and by their hashes where rows share a key.
 * @param condition the values of the rule's own condition, at the statement's end; the statement
 * has no other values for a condition.
 * @throws NamedError StatementRefused
 */
export function inspectDelete(
  { text, values }: Sql,
  rows: NamedRows,
  condition: Sql['values'],
): void {
  const { table, key, keys, hashes } = rows
  const lists = [...(key.length === 0 ? [] : [keys]), ...(hashes === null ? [] : [hashes])]
  const own = escaped(`[dbo].[${table.replaceAll(']', ']]')}] t0`)
  const source =
    key.length === 0
      ? `${own}(?: WITH \\(ROWLOCK\\))? `
      : `\\(SELECT DISTINCT [^()]*(?:\\([^()]*\\)[^()]*)*FROM OPENJSON\\(@p1\\) ` +
        `WITH \\((?:[^()]|\\([\\w]+\\))*\\)\\) n INNER LOOP JOIN ${own} `
  refuseUnless(table, [
    [/^DELETE (t0|j\d+) FROM /.test(text), 'it does not start as DELETE t0 FROM'],
    [
      new RegExp(`^DELETE \\w+ FROM ${source}`).test(text),
      `it does not look ${table} up by the list of its keys`,
    ],
    [isOneStatement(text), faults.parts],
    [
      lists.length > 0 && keys.length > 0 && lists.every((list, at) => names(values[at], list)),
      faults.rows,
    ],
    [endsWith(values, lists.length, condition), faults.condition],
    [key.every(({ name }, at) => foundBy(text, name, at)), faults.key],
    [
      hashes === null || / WHERE CAST\(SUBSTRING\(HASHBYTES\('SHA2_256', /.test(text),
      'it does not compare the hashes of rows that share a key',
    ],
    [areNumbered(text, /@p(\d+)/g, values), faults.marks],
  ])
}

/** The first join has to compare each column of the key with the list's. */
function foundBy(text: string, name: string, at: number): boolean {
  const on = /n INNER LOOP JOIN .*? ON (.*?)(?: INNER | WHERE )/s.exec(text)?.[1] ?? ''
  const id = `t0.[${name.replaceAll(']', ']]')}]`
  const terms = on.split(' AND ')
  return (
    terms.includes(`${id} = n.k${at}`) ||
    terms.includes(`EXISTS (SELECT ${id} INTERSECT SELECT n.k${at})`)
  )
}

/** Whether a value is the JSON of this list. */
function names(value: Sql['values'][number] | undefined, list: readonly unknown[]): boolean {
  if (typeof value !== 'string') return false
  const told: unknown = JSON.parse(value)
  return Array.isArray(told) && JSON.stringify(told) === JSON.stringify(list)
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
