import { NamedError } from '../contract/errors.ts'
import type { KeyRange, Sql } from '../sql/dialect.ts'

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
  if (faults.length > 0)
    throw new NamedError(
      'StatementRefused',
      `A statement for ${table} was refused: ${faults.join('; ')}. Nothing was deleted by it. This is a fault of Drydock: keep the log and report it.`,
    )
}
