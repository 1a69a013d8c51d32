import { NamedError } from '../../contract/errors.ts'
import type { Sql } from '../dialect.ts'
import type { NamedRows } from '../named-rows.ts'

/**
 * A last look at a DELETE before it may run, by eyes that know nothing of how it was built: one
 * statement that reaches rows by all of their keys, and by their hashes where rows share a key,
 * along the key's own index.
 * @param condition the values of what it asks of the rows beside, at its end; of nothing else has
 * it any.
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
  refuse(table, [
    ...(/^DELETE (t0|j\d) FROM `/.test(text) ? [] : ['it does not start as DELETE … FROM']),
    ...(text.includes(`FROM \`${table}\` ${start}`)
      ? []
      : [`it does not find ${table} by its key`]),
    ...(/[;#]|--|\/\*/.test(text) ? ['it contains a comment or a second statement'] : []),
    ...(named.length > 0 && named.every((value, at) => values[at] === value)
      ? []
      : ['it does not name its rows']),
    ...(values.length === named.length + condition.length &&
    condition.every((value, at) => values[named.length + at] === value)
      ? []
      : ["it does not end with the rule's condition"]),
    ...(key.every(({ name }) => text.includes(` WHERE `) && text.includes(`t0.\`${name}\``))
      ? []
      : ['it does not use the whole key']),
    ...((text.match(/\?/g) ?? []).length === values.length
      ? []
      : ['its number of values differs from its placeholders']),
  ])
}

function refuse(table: string, faults: readonly string[]): void {
  if (faults.length > 0)
    throw new NamedError(
      'StatementRefused',
      `A statement for ${table} was refused: ${faults.join('; ')}. It deleted nothing. This ` +
        'is a fault of Drydock: keep the log and report it.',
    )
}
