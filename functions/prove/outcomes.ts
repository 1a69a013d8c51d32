/**
 * What a condition may come to in a logic of three values, as a set. What only the server knows,
 * such as whether its collation heeds a space at a text's end, comes to several.
 */
export type Outcomes = number

export const holdsTrue: Outcomes = 1
export const holdsFalse: Outcomes = 2
export const isUnknown: Outcomes = 4
export const either: Outcomes = holdsTrue | holdsFalse

const each = [holdsTrue, holdsFalse, isUnknown]

export const outcome = (holds: boolean): Outcomes => (holds ? holdsTrue : holdsFalse)

export const mayHold = (outcomes: Outcomes): boolean => (outcomes & holdsTrue) !== 0

export const inverted = (outcomes: Outcomes): Outcomes =>
  (outcomes & isUnknown) |
  (outcomes & holdsTrue ? holdsFalse : 0) |
  (outcomes & holdsFalse ? holdsTrue : 0)

export function both(one: Outcomes, other: Outcomes): Outcomes {
  let all = 0
  for (const a of each)
    for (const b of each)
      if ((one & a) !== 0 && (other & b) !== 0)
        all |= [holdsFalse, isUnknown].find((worst) => a === worst || b === worst) ?? holdsTrue
  return all
}

export const anyOf = (one: Outcomes, other: Outcomes): Outcomes =>
  inverted(both(inverted(one), inverted(other)))
