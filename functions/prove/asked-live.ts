import type { Question } from '../engines/database.ts'
import type { Live, LiveJoin, LiveQuestions } from '../engines/live.ts'

/** What an invariant asks, in place of the statement that asks it. */
export type Asked =
  | { readonly is: 'count'; readonly live: Live }
  | { readonly is: 'joined'; readonly live: Live; readonly ways: readonly (readonly LiveJoin[])[] }
  | { readonly is: 'newest'; readonly group: readonly string[]; readonly by: string }

/** Questions that no server is asked: what was asked last is told. */
export function catching(): { readonly questions: LiveQuestions; asked(): Asked } {
  let last: Asked | null = null
  const none = <T>(asked: Asked | null): Question<T> => {
    last = asked
    return {
      text: '',
      values: [],
      read() {
        throw new TypeError('unreachable: no server is asked')
      },
    }
  }
  return {
    questions: {
      count: (_, _key, _range, live) => none({ is: 'count', live }),
      countJoined: (_, _key, _range, live, ways) => none({ is: 'joined', live, ways }),
      newest: (_, group, by) => none({ is: 'newest', group, by }),
      some: () => none(null),
      seed: () => none(null),
      read: () => none(null),
    },
    asked() {
      if (last === null) throw new TypeError('unreachable: an invariant asks')
      return last
    },
  }
}
