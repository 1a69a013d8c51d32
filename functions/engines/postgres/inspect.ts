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
  const [found] = [/^DELETE FROM ("(?:[^"]|"")+") (t0|j\d) (USING|WHERE) /.exec(text)]
  // The row that goes, and the row that is named: the same, or joined to it.
  const own = found?.[2] === 't0' && found[3] === 'WHERE' && same(found[1], table)
  const beside = /^DELETE FROM "[^"]+" j\d USING ("(?:[^"]|"")+") t0[, ]/.exec(text)
  const joined = found?.[2] !== 't0' && found?.[3] === 'USING' && same(beside?.[1], table)
  refuseUnless(table, [
    [found !== null && found !== undefined, 'it does not start as DELETE FROM'],
    [own || joined, `it does not find ${table} by its key`],
    [isOneStatement(text), faults.parts],
    [named.length > 0 && named.every((value, at) => values[at] === value), faults.rows],
    [endsWith(values, named.length, condition), faults.condition],
    [
      key.every(({ name }) =>
        new RegExp(` WHERE .*t0\\.${escaped(`"${bare(name)}"`)}[ ,)]`, 'is').test(text),
      ),
      faults.key,
    ],
    [areNumbered(text, /\$(\d+)/g, values), faults.marks],
  ])
}

/** A name without its quotation marks. */
const bare = (name: string): string => (name.startsWith('"') ? name.slice(1, -1) : name)
const same = (quoted: string | undefined, name: string): boolean =>
  quoted !== undefined && bare(quoted).toUpperCase() === bare(name).toUpperCase()
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
