import { NamedError } from '../contract/errors.ts'
import type { Sql } from './dialect.ts'

type Values = Sql['values']

export const isOneStatement = (text: string): boolean => !/[;#]|--|\/\*/.test(text)

/** Whether the rule's own values are those after the first ones, and the last. */
export const endsWith = (values: Values, first: number, condition: Values): boolean =>
  values.length === first + condition.length &&
  condition.every((value, at) => values[first + at] === value)

/** Whether the placeholders are numbered from 1 on, a value each. */
export function areNumbered(text: string, mark: RegExp, { length }: Values): boolean {
  const marks = [...text.matchAll(mark)].map(([, at]) => Number(at))
  return marks.length === length && marks.every((one, at) => one === at + 1)
}

/** @throws NamedError StatementRefused unless all hold, with the fault of each that does not */
export function refuseUnless(
  table: string,
  checks: readonly (readonly [holds: boolean, fault: string])[],
): void {
  const faults = checks.flatMap(([holds, fault]) => (holds ? [] : [fault]))
  if (faults.length > 0)
    throw new NamedError(
      'StatementRefused',
      `A statement for ${table} was refused: ${faults.join('; ')}. It deleted nothing. This ` +
        'is a fault of Drydock: keep the log and report it.',
    )
}

/** What each engine says of a check that all have. */
export const faults = {
  parts: 'it contains a comment or a second statement',
  rows: 'it does not name its rows',
  condition: "it does not end with the rule's condition",
  key: 'it does not use the whole key',
  marks: 'its number of values differs from its placeholders',
}
