import type { Selection, Store } from '../../local/engines/store.ts'
import { deadSessionRows, sessionKey, type SessionRecord } from '../seed/session-oracle.ts'
import { isDeadCode, isDeadToken, type CodeRecord, type TokenRecord } from '../seed/token-oracle.ts'

/**
 * What of production lives and what is dead at an instant, judged in TypeScript: no SQL of
 * Drydock's is in it.
 */
export interface Census {
  /** Keys of live rows, by table; a token's with the number of its scopes. */
  readonly alive: ReadonlyMap<string, ReadonlySet<string>>
  readonly dead: number
  readonly rows: number
  /** Scopes without a token. */
  readonly orphans: number
}

const all = async (store: Store, selection: Selection) =>
  (await store.select(selection)).map(
    (row) =>
      (at: number): string | null =>
        row[at] ?? null,
  )

/** @param at epoch ms: what ended before it is dead. */
export async function census(store: Store, at: number, revokedToo = false): Promise<Census> {
  const [token, scope] = ['IDN_OAUTH2_ACCESS_TOKEN', 'IDN_OAUTH2_ACCESS_TOKEN_SCOPE']
  const withScopes = await all(store, {
    table: token,
    columns: [
      'TOKEN_ID',
      'TOKEN_STATE',
      'TIME_CREATED',
      'REFRESH_TOKEN_TIME_CREATED',
      'VALIDITY_PERIOD',
      'REFRESH_TOKEN_VALIDITY_PERIOD',
    ],
    joined: { table: scope, on: 'TOKEN_ID', columns: ['TOKEN_SCOPE'] },
  })
  const tokens = [...Map.groupBy(withScopes, (value) => value(0) ?? '')].map(
    ([id, rows]): TokenRecord & { readonly id: string; readonly scopes: number } => {
      const value = (at: number) => rows[0]?.(at) ?? null
      return {
        id,
        state: value(1),
        created: value(2),
        refreshCreated: value(3),
        validity: value(4),
        refreshValidity: value(5),
        scopes: rows.filter((row) => row(6) !== null).length,
      }
    },
  )
  const scopes = await all(store, {
    table: scope,
    columns: ['TOKEN_ID'],
    joined: { table: token, on: 'TOKEN_ID', columns: ['TOKEN_ID'] },
  })
  const codes = (
    await all(store, {
      table: 'IDN_OAUTH2_AUTHORIZATION_CODE',
      columns: ['CODE_ID', 'STATE', 'TIME_CREATED', 'VALIDITY_PERIOD', 'TOKEN_ID'],
    })
  ).map((value): CodeRecord & { readonly id: string } => ({
    id: value(0) ?? '',
    state: value(1),
    created: value(2),
    validity: value(3),
    token: value(4),
  }))
  const sessions = (
    await all(store, {
      table: 'IDN_AUTH_SESSION_STORE',
      columns: ['SESSION_ID', 'SESSION_TYPE', 'OPERATION', 'TIME_CREATED', 'EXPIRY_TIME'],
    })
  ).map((value): SessionRecord => {
    const expiry = value(4)
    return {
      session: value(0) ?? '',
      type: value(1) ?? '',
      operation: value(2) ?? '',
      created: BigInt(value(3) ?? ''),
      expiry: expiry === null ? null : BigInt(expiry),
    }
  })
  const living = tokens.filter((token) => !isDeadToken(token, at))
  const surviving = new Set(living.map(({ id }) => id))
  // What is revoked the application itself may clean, however short the time since.
  const usable = living.filter(
    ({ state }) => revokedToo || !/^(REVOKED|INACTIVE)$/.test(state ?? ''),
  )
  const livingCodes = codes.filter((code) => !isDeadCode(code, surviving, at))
  const deadSessions = deadSessionRows(sessions, BigInt(at) * 1_000_000n)
  const livingSessions = sessions.map(sessionKey).filter((key) => !deadSessions.has(key))
  const rows = tokens.length + codes.length + sessions.length
  return {
    alive: new Map([
      [
        'IDN_OAUTH2_ACCESS_TOKEN',
        new Set(usable.map(({ id, scopes }) => `${id} (${scopes} scopes)`)),
      ],
      ['IDN_OAUTH2_AUTHORIZATION_CODE', new Set(livingCodes.map(({ id }) => id))],
      ['IDN_AUTH_SESSION_STORE', new Set(livingSessions)],
    ]),
    dead: rows - living.length - livingCodes.length - livingSessions.length,
    rows,
    orphans: scopes.filter((value) => value(1) === null).length,
  }
}

/** Every row that is there, by table: as `alive` names them. */
export async function present(store: Store): Promise<Census['alive']> {
  // Before the epoch nothing is dead.
  return (await census(store, 0, true)).alive
}

/** Live rows that are gone. */
export function lost(before: Census, now: Census['alive']): string[] {
  return [...before.alive].flatMap(([table, keys]) =>
    [...keys].filter((key) => now.get(table)?.has(key) !== true).map((key) => `${table} ${key}`),
  )
}
