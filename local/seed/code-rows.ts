import { classAt, nthWith, type ClassLayout } from './class-layout.ts'
import type { CodeClass } from './code-classes.ts'
import { rowOfUuid, rowUuid } from './draw.ts'
import { momentFor, periodOf, timeOf } from './row-time.ts'
import type { SeededTable } from './seeded-table.ts'
import type { TokenClass } from './token-classes.ts'
import { consumerApps, tokenHash, tokenId, userOf } from './token-rows.ts'

const codeSalt = 11
/** Token ids of no row come from another salt than those of rows. */
const missingSalt = 12

export const codeId = (seed: number, row: number): string => rowUuid(seed, row, codeSalt)

export function codeTable(
  layout: ClassLayout<CodeClass>,
  tokens: ClassLayout<TokenClass>,
  seed: number,
  cutoff: number,
  nullTimes: boolean,
): SeededTable {
  const tokenOf = (at: number): string | null => {
    const { token } = classAt(layout, at)
    if (token === 'null') return null
    return token === 'missing'
      ? rowUuid(seed, at, missingSalt)
      : tokenId(seed, nthWith(tokens, token, at))
  }
  return {
    table: 'IDN_OAUTH2_AUTHORIZATION_CODE',
    columns: [
      'CODE_ID',
      'AUTHORIZATION_CODE',
      'CONSUMER_KEY_ID',
      'CALLBACK_URL',
      'SCOPE',
      'AUTHZ_USER',
      'TENANT_ID',
      'USER_DOMAIN',
      'TIME_CREATED',
      'VALIDITY_PERIOD',
      'STATE',
      'TOKEN_ID',
      'SUBJECT_IDENTIFIER',
      'AUTHORIZATION_CODE_HASH',
    ],
    key: ['CODE_ID'],
    rows: layout.total,
    exists: () => true,
    row: (at) => {
      const { state, created, validity } = classAt(layout, at)
      const time = timeOf(momentFor(created, nullTimes), cutoff, seed, at, 13)
      const code = rowUuid(seed, at, 14)
      const user = userOf(at)
      return [
        codeId(seed, at),
        code,
        String(1 + (at % consumerApps)),
        'https://client.example/callback',
        'openid',
        user,
        '-1234',
        'PRIMARY',
        time,
        periodOf(validity, time, cutoff),
        state,
        tokenOf(at),
        user,
        tokenHash(code),
      ]
    },
    verdict: (at) => classAt(layout, at).verdict,
    find: ([id = '']) => rowOfUuid(id, seed, layout.total, codeSalt),
    tokens: (at) => [tokenOf(at)].filter((id) => id !== null),
  }
}
