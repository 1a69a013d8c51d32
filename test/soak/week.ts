import { randomUUID } from 'node:crypto'
import type { Row, Store } from '../../local/engines/store.ts'
import { consumerApps, tokenHash } from '../../local/seed/token-rows.ts'
import { wallTime } from '../../local/seed/wall-time.ts'

const week = 7 * 86_400_000
const day = 86_400_000
const hour = 3_600_000
const nanoseconds = (milliseconds: number): string => String(BigInt(milliseconds) * 1_000_000n)

/** Draws numbers in [0, 1) that are the same for the same seed. */
export function random(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * Writes what the application wrote in the week before `now`: tokens, codes and sessions of every
 * fate.
 */
export async function aWeekOfWork(
  store: Store,
  now: number,
  tokens: number,
  draw: () => number,
): Promise<void> {
  const tokenRows: Row[] = []
  const scopeRows: Row[] = []
  const codeRows: Row[] = []
  for (let at = 0; at < tokens; at += 1) {
    const [id, access, refresh] = [randomUUID(), randomUUID(), randomUUID()]
    const created = now - draw() * week
    const dice = draw()
    const state =
      dice < 0.6 ? 'ACTIVE' : dice < 0.75 ? 'INACTIVE' : dice < 0.9 ? 'REVOKED' : 'EXPIRED'
    const endless = draw() < 0.01
    // A few live for weeks: they must survive several runs and then go.
    const refreshes = draw() < 0.05 ? 20 * day : day
    const user = `soak-${id}`
    tokenRows.push([
      id,
      access,
      refresh,
      1 + (at % consumerApps),
      user,
      -1234,
      'PRIMARY',
      'APPLICATION_USER',
      'password',
      wallTime(created),
      wallTime(created),
      endless ? -1 : hour,
      endless ? -1 : refreshes,
      'default',
      state,
      state === 'ACTIVE' ? 'NONE' : randomUUID(),
      user,
      tokenHash(access),
      tokenHash(refresh),
    ])
    scopeRows.push([id, 'default', -1234], [id, 'openid', -1234])
    if (draw() < 0.2) {
      const used = draw() < 0.8
      codeRows.push([
        randomUUID(),
        randomUUID(),
        1 + (at % consumerApps),
        user,
        -1234,
        'PRIMARY',
        wallTime(created),
        300_000,
        used ? 'INACTIVE' : 'ACTIVE',
        used ? id : null,
      ])
    }
  }
  const sessionRows: Row[] = []
  for (let at = 0; at < tokens / 3; at += 1) {
    const session = randomUUID()
    const created = Math.floor(now - draw() * week)
    const add = (operation: string, time: number) =>
      sessionRows.push([
        session,
        'AppAuthFrameworkSessionContextCache',
        operation,
        's'.repeat(200),
        nanoseconds(time),
        -1234,
        nanoseconds(time + 14 * day),
      ])
    add('STORE', created)
    if (draw() < 0.5) add('STORE', Math.min(now, created + hour))
    if (draw() < 0.4) add('DELETE', Math.min(now, created + 2 * hour))
  }
  for (const [table, columns, rows] of [
    [
      'IDN_OAUTH2_ACCESS_TOKEN',
      'TOKEN_ID, ACCESS_TOKEN, REFRESH_TOKEN, CONSUMER_KEY_ID, AUTHZ_USER, TENANT_ID, ' +
        'USER_DOMAIN, USER_TYPE, GRANT_TYPE, TIME_CREATED, REFRESH_TOKEN_TIME_CREATED, ' +
        'VALIDITY_PERIOD, REFRESH_TOKEN_VALIDITY_PERIOD, TOKEN_SCOPE_HASH, TOKEN_STATE, ' +
        'TOKEN_STATE_ID, SUBJECT_IDENTIFIER, ACCESS_TOKEN_HASH, REFRESH_TOKEN_HASH',
      tokenRows,
    ],
    ['IDN_OAUTH2_ACCESS_TOKEN_SCOPE', 'TOKEN_ID, TOKEN_SCOPE, TENANT_ID', scopeRows],
    [
      'IDN_OAUTH2_AUTHORIZATION_CODE',
      'CODE_ID, AUTHORIZATION_CODE, CONSUMER_KEY_ID, AUTHZ_USER, TENANT_ID, USER_DOMAIN, ' +
        'TIME_CREATED, VALIDITY_PERIOD, STATE, TOKEN_ID',
      codeRows,
    ],
    [
      'IDN_AUTH_SESSION_STORE',
      'SESSION_ID, SESSION_TYPE, OPERATION, SESSION_OBJECT, TIME_CREATED, TENANT_ID, EXPIRY_TIME',
      sessionRows,
    ],
  ] as const)
    if (rows.length > 0) await store.insert(table, columns.split(', '), rows)
}
