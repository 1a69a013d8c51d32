import type { Sql } from '../dialect.ts'
import type { NamedRows } from '../named-rows.ts'
import { endsWith, faults, isOneStatement, refuseUnless } from '../refuse-delete.ts'

/**
 * The last inspection of a DELETE before it runs; it knows nothing of how the statement was built.
 * Accepts one statement that selects rows by their complete keys, and by their hashes if rows share
 * a key, along the key's own index.
 * @param condition the values of the subqueries at the statement's end; the statement has no other
 * values for a condition.
 * @throws NamedError StatementRefused
 */
export function inspectDelete(
  { text, values }: Sql,
  rows: NamedRows,
  condition: Sql['values'],
): void {
  const { table, index, key, keys, hashes } = rows
  const named = [...keys.flat().filter((value) => value !== null), ...(hashes ?? [])]
  const start = `t0${index === undefined ? '' : ` FORCE INDEX (\`${index}\`)`} `
  refuseUnless(table, [
    [/^DELETE (t0|j\d) FROM `/.test(text), 'it does not start as DELETE … FROM'],
    [text.includes(`FROM \`${table}\` ${start}`), `it does not find ${table} by its key`],
    [isOneStatement(text), faults.parts],
    [named.length > 0 && namesThem(text, values, named), faults.rows],
    [endsWith(values, named.length, condition), faults.condition],
    [
      key.every(({ name }) => text.includes(` WHERE `) && text.includes(`t0.\`${name}\``)),
      faults.key,
    ],
    [(text.match(/\?/g) ?? []).length === values.length, faults.marks],
  ])
}

/** Whether the first values are the rows' own; texts beyond ASCII by their bytes in UTF-8. */
function namesThem(text: string, values: Sql['values'], named: readonly string[]): boolean {
  const beyond = named.filter((value) => Buffer.byteLength(value) > value.length)
  const bytes = text.split('CONVERT(UNHEX(?) USING utf8mb4)').length - 1
  return (
    (bytes === 0 || bytes === beyond.length) &&
    named.every(
      (value, at) =>
        values[at] ===
        (bytes > 0 && beyond.includes(value) ? Buffer.from(value).toString('hex') : value),
    )
  )
}
