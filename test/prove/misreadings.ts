import type { Dialect } from '../../functions/engines/dialect.ts'
import type { Expression } from '../../functions/engines/expression.ts'
import type { Wrong } from './wrong-answers.ts'

type Change = (condition: Expression) => Expression

/** The condition with each of its parts changed, from the inside outwards. */
function rewritten(condition: Expression, change: Change): Expression {
  const again = (part: Expression) => rewritten(part, change)
  switch (condition.is) {
    case 'every':
    case 'some':
      return change({ is: condition.is, of: condition.of.map(again) })
    case 'not':
      return change({ is: 'not', of: again(condition.of) })
    case 'exists':
      return change({ ...condition, ...(condition.where && { where: again(condition.where) }) })
    default:
      return change(condition)
  }
}

/** A server that takes each part of a condition for another, wherever it is asked. */
const misread = (change: Change): Wrong => taken((condition) => rewritten(condition, change))

/** A server that takes each condition for another. */
const taken =
  (other: Change): Wrong =>
  (on): Dialect => {
    const otherOrNone = (condition: Expression | null) => condition && other(condition)
    const { rows } = on
    return {
      ...on,
      classify: (table, key, range, classes, rest, hashed, also) =>
        on.classify(
          ...([table, key, range] as const),
          classes.map((one) => ({ ...one, when: other(one.when) })),
          ...([rest, hashed] as const),
          also && other(also),
        ),
      keys: (table, key, range, condition, limit) =>
        on.keys(table, key, range, other(condition), limit),
      hashes: (table, key, range, condition, hashed) =>
        on.hashes(table, key, range, other(condition), hashed),
      rows: {
        ...rows,
        candidates: (table, key, index, range, condition, ...rest) =>
          rows.candidates(table, key, index, range, other(condition), ...rest),
        readRange: (table, key, index, range, condition, ...rest) =>
          rows.readRange(table, key, index, range, other(condition), ...rest),
        find: (of, condition) => rows.find(of, otherOrNone(condition)),
        lock: (of, condition) => rows.lock(of, otherOrNone(condition)),
        lockSum: (of, condition) => rows.lockSum(of, otherOrNone(condition)),
        count: (of, condition) => rows.count(of, other(condition)),
        deleteRows: (of, condition) => rows.deleteRows(of, otherOrNone(condition)),
      },
    }
  }

const later = (instant: Date, milliseconds: number) => new Date(instant.getTime() + milliseconds)
const never: Expression = { is: 'some', of: [] }
const always: Expression = { is: 'every', of: [] }

const columnsOf = (leaf: Expression): readonly string[] => {
  if (leaf.is === 'lapsed') return [...(leaf.outer === true ? [] : [leaf.created]), leaf.period]
  return 'column' in leaf && leaf.is !== 'null' ? [leaf.column] : []
}

/** The condition by a logic of three values: what is not known to be true is not false either. */
const known =
  (truth: boolean): Change =>
  (condition) => {
    switch (condition.is) {
      case 'every':
      case 'some': {
        const of = condition.of.map(known(truth))
        return { is: (condition.is === 'every') === truth ? 'every' : 'some', of }
      }
      case 'not':
        return known(!truth)(condition.of)
      case 'exists': {
        const where = condition.where && known(true)(condition.where)
        const there: Expression = { ...condition, ...(where && { where }) }
        return truth ? there : { is: 'not', of: there }
      }
      default: {
        if (truth) return condition
        const missing = columnsOf(condition).map((column): Expression => ({ is: 'null', column }))
        return { is: 'not', of: { is: 'some', of: [condition, ...missing] } }
      }
    }
  }

/** A condition's kind, and how a server may take it. */
const onlyOf =
  <Is extends Expression['is']>(
    is: Is,
    change: (condition: Extract<Expression, { is: Is }>) => Expression,
  ): Change =>
  (condition) =>
    condition.is === is ? change(condition as Extract<Expression, { is: Is }>) : condition

/** What a server might take a condition for, by name, on which rules: each has to be seen. */
export const misreadings: readonly (readonly [name: string, rules: RegExp, wrong: Wrong])[] = [
  [
    'a time at the cutoff is before it',
    /^(tokens|jtis)$/,
    misread(onlyOf('before', (one) => ({ ...one, instant: later(one.instant, 1) }))),
  ],
  [
    'a time a second before the cutoff is not before it',
    /^(tokens|jtis)$/,
    misread(onlyOf('before', (one) => ({ ...one, instant: later(one.instant, -1001) }))),
  ],
  [
    'a period that ends at the cutoff has ended',
    /^tokens$/,
    misread(onlyOf('lapsed', (one) => ({ ...one, instant: later(one.instant, 1) }))),
  ],
  [
    'a period that ended right before the cutoff has not',
    /^tokens$/,
    misread(onlyOf('lapsed', (one) => ({ ...one, instant: later(one.instant, -1) }))),
  ],
  [
    'seconds are taken for milliseconds',
    /^ciba-requests$/,
    misread(onlyOf('lapsed', (one) => ({ ...one, unit: one.unit === 's' ? 'ms' : 's' }))),
  ],
  [
    'a number at the upper bound is below it',
    /^(revoked-jwts|sessions)$/,
    misread(onlyOf('number', (one) => ({ ...one, ...(one.below && { below: one.below + 1n }) }))),
  ],
  [
    'the lower bound of a number is not asked',
    /^revoked-jwts$/,
    misread(onlyOf('number', ({ from: _, ...one }) => (one.below === undefined ? always : one))),
  ],
  [
    'digits below the upper bound are one more',
    /^session-/,
    misread(onlyOf('digits', (one) => ({ ...one, below: one.below + 1n }))),
  ],
  [
    'a text in another case is the same',
    /^tokens$/,
    misread(
      onlyOf('text', (one) => ({
        ...one,
        among: one.among.flatMap((text) => [text, text.toLowerCase()]),
      })),
    ),
  ],
  [
    'a text with a space at its end is the same',
    /^tokens$/,
    misread(
      onlyOf('text', (one) => ({ ...one, among: one.among.flatMap((text) => [text, `${text} `]) })),
    ),
  ],
  // As SQL's own NOT does: a token of no state would be gone, and its code deleted.
  ['NOT of what is unknown is unknown', /^(tokens|codes)$/, taken(known(true))],
  ['nothing is NULL', /^(tokens|codes)$/, misread(onlyOf('null', () => never))],
  [
    'a row of another table is never there',
    /^(tokens|codes)$/,
    misread(onlyOf('exists', () => never)),
  ],
  [
    'any row of the other table will do',
    /^(tokens|codes)$/,
    misread(onlyOf('exists', ({ where: _, ...one }) => one)),
  ],
  [
    'newer is older',
    /^sessions$/,
    misread(
      onlyOf('exists', (one) => ({
        ...one,
        ...(one.compare && {
          compare: one.compare.map((part) => ({
            ...part,
            sign: part.sign === '>' ? ('<=' as const) : ('>' as const),
          })),
        }),
      })),
    ),
  ],
  ['no row is outdated', /^registry-log$/, misread(onlyOf('outdated', () => never))],
  ['every row is outdated', /^registry-log$/, misread(onlyOf('outdated', () => always))],
  [
    'names are not asked for',
    /^registry-/,
    misread(onlyOf('exists', ({ alike: _, ...one }) => one)),
  ],
]
