import type { Sql } from '../dialect.ts'
import type { NamedRows } from '../named-rows.ts'
import { areNumbered, endsWith, faults, isOneStatement, refuseUnless } from '../refuse-delete.ts'

/**
 * A last look at a DELETE before it may run, by eyes that know nothing of how it was built: one
 * statement that reaches rows by all of their keys, and by their hashes where rows share a key.
 * @param condition the values of what it asks of the rows beside, at its end; of nothing else has
 * it any.
 * @throws NamedError StatementRefused
 */
export function inspectDelete(
  { text, values }: Sql,
  rows: NamedRows,
  condition: Sql['values'],
): void {
  const { table, key, keys, hashes } = rows
  const named = [...keys.flat().filter((value) => value !== null), ...(hashes ?? [])]
  const own = /^DELETE FROM ("[^"]+") t0 WHERE /.exec(text)
  // What hangs on the rows, by what it has of them.
  const beside = hanging.exec(text)
  refuseUnless(table, [
    [/^DELETE FROM "/.test(text), 'it does not start as DELETE FROM'],
    [same((own ?? beside)?.[1], table), `it does not find ${table} by its key`],
    [isOneStatement(text), faults.parts],
    [named.length > 0 && named.every((value, at) => values[at] === value), faults.rows],
    [endsWith(values, named.length, condition), faults.condition],
    [
      key.every(({ name }) =>
        new RegExp(` WHERE .*t0\\.${escaped(`"${bare(name)}"`)}[ ,)]`, 'is').test(text),
      ),
      faults.key,
    ],
    [areNumbered(text, /:(\d+)/g, values), faults.marks],
  ])
}

const list = (alias: string): string => `(?:${alias}\\."[^"]+"(?:, )?)+`
const hanging = new RegExp(
  `^DELETE FROM "[^"]+" j\\d WHERE \\(${list('j\\d')}\\) ` +
    `IN \\(SELECT ${list('(?:t0|j\\d)')} FROM ("[^"]+") t0[, ]`,
)

/** A name without its quotation marks. */
const bare = (name: string): string => (name.startsWith('"') ? name.slice(1, -1) : name)
const same = (quoted: string | undefined, name: string): boolean =>
  quoted !== undefined && bare(quoted).toUpperCase() === bare(name).toUpperCase()
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
