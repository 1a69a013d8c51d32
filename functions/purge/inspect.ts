import { NamedError } from '../contract/errors.ts'
import type { KeyRange, Sql } from '../sql/dialect.ts'
import type { NamedRows } from '../sql/named-rows.ts'

/**
 * A last look at a DELETE before it may run, by eyes that know nothing of how it was built: one statement, a WHERE,
 * bounds for each bounded end of the range, and every value of the rule's condition at its end.
 * @throws NamedError StatementRefused
 */
export function inspectDelete(
  statement: Sql,
  table: string,
  range: KeyRange,
  condition: readonly (string | null)[],
): void {
  const { text, values } = statement
  const bounds = values.slice(0, values.length - condition.length)
  // What stands before the condition's first value.
  const head = text.slice(text.indexOf(' WHERE ')).split('?').slice(0, bounds.length).join('?')
  const bounded = (key: readonly string[] | null, sign: string) =>
    key === null || (key.every((value) => bounds.includes(value)) && head.includes(` ${sign} `))
  const faults = [
    /^DELETE \w+ FROM `/.test(text) ? [] : ['it does not start as DELETE … FROM'],
    text.includes(`FROM \`${table}\` t0`) ? [] : [`it does not read ${table}`],
    /[;#]|--|\/\*/.test(text) ? ['it holds a comment or a second statement'] : [],
    / WHERE .+ AND /s.test(text) ? [] : ['it has no condition beside its range'],
    condition.length > 0 &&
    condition.every((value, at) => values[values.length - condition.length + at] === value)
      ? []
      : ["it does not end in the rule's condition"],
    bounded(range.low, '>') && bounded(range.high, '<=') ? [] : ['it is not bounded by its range'],
    (text.match(/\?/g) ?? []).length === values.length
      ? []
      : ['its values are not as many as its places'],
  ].flat()
  refuse(table, faults)
}

/**
 * The same look at a DELETE of rows that are named one by one: one statement that reaches rows by all of their keys, and
 * by their hashes where rows share a key, along the key's own index.
 * @throws NamedError StatementRefused
 */
export function inspectNamedDelete({ text, values }: Sql, rows: NamedRows): void {
  const { table, index, key, keys, hashes } = rows
  const named = [...keys.flat().filter((value) => value !== null), ...(hashes ?? [])]
  const start = `t0${index === undefined ? '' : ` FORCE INDEX (\`${index}\`)`} `
  refuse(table, [
    ...(/^DELETE (t0|j\d) FROM `/.test(text) ? [] : ['it does not start as DELETE … FROM']),
    ...(text.includes(`FROM \`${table}\` ${start}`)
      ? []
      : [`it does not reach ${table} by its key`]),
    ...(/[;#]|--|\/\*/.test(text) ? ['it holds a comment or a second statement'] : []),
    ...(named.length > 0 && named.every((value, at) => values[at] === value)
      ? []
      : ['it does not name its rows']),
    ...(key.every(({ name }) => text.includes(` WHERE `) && text.includes(`t0.\`${name}\``))
      ? []
      : ['it does not ask for the whole key']),
    ...((text.match(/\?/g) ?? []).length === values.length
      ? []
      : ['its values are not as many as its places']),
  ])
}

function refuse(table: string, faults: readonly string[]): void {
  if (faults.length > 0)
    throw new NamedError(
      'StatementRefused',
      `A statement for ${table} was refused: ${faults.join('; ')}. Nothing was deleted by it. This is a fault of Drydock: keep the log and report it.`,
    )
}
