import type { Question } from '../../functions/engines/database.ts'
import type { Live, LiveQuestions } from '../../functions/engines/live.ts'

/** A server that takes the application's questions for others, or answers them wrongly. */
export type WrongLive = (on: LiveQuestions) => LiveQuestions

const read = <T>(question: Question<T>, change: (answer: T) => T): Question<T> => ({
  ...question,
  read: (rows) => change(question.read(rows)),
})

/** The condition with each of its parts changed, from the inside outwards. */
function rewritten(live: Live, change: (live: Live) => Live): Live {
  switch (live.is) {
    case 'all':
    case 'any':
      return change({ is: live.is, of: live.of.map((part) => rewritten(part, change)) })
    case 'none':
      return change({ is: 'none', of: rewritten(live.of, change) })
    case 'there':
      return change({ ...live, where: rewritten(live.where, change) })
    default:
      return change(live)
  }
}

const misread =
  (change: (live: Live) => Live): WrongLive =>
  (on) => {
    const other = (live: Live) => rewritten(live, change)
    return {
      ...on,
      count: (table, key, range, live, hashed) => on.count(table, key, range, other(live), hashed),
      some: (table, key, range, live, rows) => on.some(table, key, range, other(live), rows),
      countJoined: (table, key, range, live, ways, columns) =>
        on.countJoined(
          ...([table, key, range, other(live)] as const),
          ways.map((way) => way.map((join) => ({ ...join, on: other(join.on) }))),
          columns,
        ),
      read: (one) => on.read({ ...one, where: other(one.where) }),
    }
  }

const only =
  <Is extends Live['is']>(is: Is, change: (live: Extract<Live, { is: Is }>) => Live) =>
  (live: Live): Live =>
    live.is === is ? change(live as Extract<Live, { is: Is }>) : live

const never: Live = { is: 'any', of: [] }
const always: Live = { is: 'all', of: [] }
const later = (instant: Date, milliseconds: number) => new Date(instant.getTime() + milliseconds)

/** What a server might do otherwise, by name: each has to be seen. */
export const liveMisreadings: Readonly<Record<string, WrongLive>> = {
  'a period that ends at the instant still runs': misread(
    only('runs', (one) => ({ ...one, instant: later(one.instant, -1) })),
  ),
  'a period that ends right after the instant has ended': misread(
    only('runs', (one) => ({ ...one, instant: later(one.instant, 1) })),
  ),
  'a time right after the instant is not after it': misread(
    only('time', (one) => (one.sign === '>' ? { ...one, instant: later(one.instant, 1001) } : one)),
  ),
  'a time up to the instant is not asked for': misread(
    only('time', (one) => (one.sign === '<=' ? always : one)),
  ),
  'a number at the limit is above it': misread(
    only('number', (one) => ({ ...one, value: one.value - 1n })),
  ),
  'digits at the lower bound are below it': misread(
    only('digits', (one) => ({ ...one, from: one.from + 1n })),
  ),
  'digits have no upper bound': misread(only('digits', ({ to: _, ...one }) => one)),
  'one of the texts is not known': misread((live) =>
    live.is === 'among'
      ? { ...live, texts: live.texts.map((text, at) => (at === 0 ? `${text}?` : text)) }
      : live,
  ),
  'texts that are not meant are meant': misread((live) =>
    live.is === 'not among' ? always : live,
  ),
  'nothing is NULL': misread(only('empty', () => never)),
  'NULL is zero, and zero is not': misread(only('unset', (one) => ({ is: 'empty', at: one.at }))),
  'two NULLs differ': misread(only('equal', ({ orEmpty: _, ...one }) => one)),
  'older is newer': misread(only('greater', (one) => ({ ...one, one: one.other, other: one.one }))),
  'a row of another table is never there': misread(only('there', () => never)),
  'any row of the other table will do': misread(
    only('there', ({ joins: _, ...one }) => ({ ...one, where: always })),
  ),
  'NOT is not asked': misread(only('none', () => always)),
  'a value is not asked for': misread(only('value', () => always)),
  'a row is counted twice': (on) => ({
    ...on,
    count: (...all) => read(on.count(...all), (sum) => ({ ...sum, rows: sum.rows + 1 })),
  }),
  'a hash is another': (on) => ({
    ...on,
    count: (...all) => read(on.count(...all), (sum) => ({ ...sum, hash: sum.hash + 1n })),
  }),
  'a key is lost': (on) => ({
    ...on,
    some: (...all) => read(on.some(...all), (keys) => keys.slice(1)),
  }),
  'one way of joining is not taken': (on) => ({
    ...on,
    countJoined: (table, key, range, live, ways, columns) =>
      on.countJoined(table, key, range, live, ways.slice(1), columns),
  }),
  'the newest is the newest but one': (on) => ({
    ...on,
    newest: (...all) => read(on.newest(...all), (sum) => ({ ...sum, hash: sum.hash - 1n })),
  }),
  'a seed is NULL': (on) => ({
    ...on,
    seed: (...all) => read(on.seed(...all), (values) => values?.map(() => null) ?? null),
  }),
  'a query finds nothing': (on) => ({ ...on, read: (one) => read(on.read(one), () => []) }),
  'a query finds a row twice': (on) => ({
    ...on,
    read: (one) => read(on.read(one), (rows) => rows.flatMap((row) => [row, row])),
  }),
  'a query reads any row of a group for the newest': (on) => ({
    ...on,
    read: ({ newest: _, ...one }) => on.read(one),
  }),
  'a left join drops what it does not find': (on) => ({
    ...on,
    read: (one) =>
      on.read({
        ...one,
        ...(one.joins && { joins: one.joins.map(({ optional: _, ...join }) => join) }),
      }),
  }),
  'every object has one digest': (on) => ({
    ...on,
    read: (one) =>
      read(on.read(one), (rows) =>
        rows.map((row) => ('object' in row ? { ...row, object: 'x' } : row)),
      ),
  }),
}
