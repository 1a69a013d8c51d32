import type { Schema } from '../../functions/engines/schema.ts'
import type { Store } from '../../local/engines/store.ts'
import { refill, valuesOf } from '../purge/store-bench.ts'
import { readingRows, type ReadingRow } from './reading-rows.ts'

export const tables = {
  tokens: { table: 'IDN_OAUTH2_ACCESS_TOKEN', key: 'TOKEN_ID' },
  codes: { table: 'IDN_OAUTH2_AUTHORIZATION_CODE', key: 'CODE_ID' },
  'ciba-requests': { table: 'IDN_OAUTH2_CIBA_AUTH_CODE', key: 'AUTH_CODE_KEY' },
  'device-codes': { table: 'IDN_OAUTH2_DEVICE_FLOW', key: 'DEVICE_CODE' },
} as const

export const names = Object.keys(tables) as (keyof typeof tables)[]

export const of = (rule: ReadingRow['rule'], zeroPeriods: Schema['zeroPeriods']) =>
  readingRows(zeroPeriods).filter((row) => row.rule === rule)

/** The tokens that codes hang on: an eternal one, and one that the readings differ on. */
const aliveToken = {
  TOKEN_ID: 'of alive',
  TOKEN_STATE: 'ACTIVE',
  VALIDITY_PERIOD: -1,
  TIME_CREATED: '2026-11-01',
  REFRESH_TOKEN_TIME_CREATED: '2026-11-01',
  REFRESH_TOKEN_VALIDITY_PERIOD: -1,
}

const refreshableToken = {
  ...aliveToken,
  TOKEN_ID: 'of refreshable',
  TOKEN_STATE: 'EXPIRED',
  VALIDITY_PERIOD: 1000,
  REFRESH_TOKEN_VALIDITY_PERIOD: 90 * 86_400_000,
}

export async function write(store: Store): Promise<void> {
  for (const rule of names) {
    const { table, key } = tables[rule]
    // What they hold is the same by either.
    const own = of(rule, 'never lapse').map(({ row, columns }) => ({ [key]: row, ...columns }))
    await refill(
      store,
      table,
      [...own, ...(rule === 'tokens' ? [aliveToken, refreshableToken] : [])].map((row, at) => ({
        ...row,
        ...(rule === 'tokens' ? { TOKEN_STATE_ID: `${at}`, CONSUMER_KEY_ID: 1 } : {}),
        ...(rule === 'device-codes'
          ? { CODE_ID: `${at}`, USER_CODE: `${at}`, LAST_POLL_TIME: '2026-11-01' }
          : {}),
        ...(rule === 'ciba-requests' ? { LAST_POLLED_TIME: '2026-11-01' } : {}),
      })),
    )
  }
}

export async function left(store: Store, rule: keyof typeof tables): Promise<string[]> {
  const { table, key } = tables[rule]
  return (await valuesOf(store, table, key)).filter((id) => !id.startsWith('of '))
}
