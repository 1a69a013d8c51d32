import { tokenLayouts, type TokenTruth } from '../seed/token-truth.ts'
import {
  accessTokenOf,
  consumerApps,
  scopeNames,
  scopesOf,
  tokenId,
  userOf,
} from '../seed/token-rows.ts'
import type { Token } from './token-requests.ts'

export interface SeededTokens {
  /** The next seeded token with a live refresh token, each once; undefined once enough are used. */
  readonly nextRefreshable: () => Token | undefined
  /**
   * A seeded token that is valid now and that only the purge could delete; undefined without a
   * seed.
   */
  readonly anyValid: () => Token | undefined
}

/**
 * A refreshed seeded token is dead at once, and so are its scopes, which the drift gate notices. On
 * a slow computer a run takes longer and must not fail there: this uses only half of the default
 * drift limit.
 */
const mostRefreshed = (tokens: number): number => Math.max(15, Math.floor(tokens / 400))

const refreshable = new Set(['active, access lapsed, refresh valid', 'expired, refresh valid'])
const valid = new Set(['active, both valid', 'active, never expires'])

/** The client's view of the tokens that existed before it started. */
export function seededTokens(truth: TokenTruth | undefined): SeededTokens {
  if (truth === undefined) return { nextRefreshable: () => undefined, anyValid: () => undefined }
  const { seed } = truth
  const { tokens: layout } = tokenLayouts(truth.tokens)
  const rowsIn = (names: ReadonlySet<string>): number[] =>
    layout.runs
      .filter(({ rowClass }) => names.has(rowClass.name))
      .flatMap(({ start, count }) => Array.from({ length: count }, (_, at) => start + at))
  const token = (row: number): Token => ({
    id: tokenId(seed, row),
    access: accessTokenOf(seed, row),
    app: 1 + (row % consumerApps),
    user: userOf(row),
    scopes: scopeNames.slice(0, scopesOf(seed, row)),
  })
  const toRefresh = rowsIn(refreshable).slice(-mostRefreshed(truth.tokens))
  const toFind = rowsIn(valid)
  return {
    nextRefreshable: () => {
      const row = toRefresh.pop()
      return row === undefined ? undefined : token(row)
    },
    anyValid: () => {
      const row = toFind[Math.floor(Math.random() * toFind.length)]
      return row === undefined ? undefined : token(row)
    },
  }
}
