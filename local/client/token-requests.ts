import { createHash, randomUUID } from 'node:crypto'
import type { Tables } from '../engines/store.ts'
import { tokenHash } from '../seed/token-rows.ts'
import { wallTime } from '../seed/wall-time.ts'

export const tokenTable = 'IDN_OAUTH2_ACCESS_TOKEN'
export const scopeTable = 'IDN_OAUTH2_ACCESS_TOKEN_SCOPE'

/** What the client knows about a token. */
export interface Token {
  readonly id: string
  readonly access: string
  readonly app: number
  readonly user: string
  readonly scopes: readonly string[]
}

export const newToken = (app: number, user: string, scopes: readonly string[]): Token => ({
  id: randomUUID(),
  access: randomUUID(),
  app,
  user,
  scopes,
})

/** The row and its scopes, as API Manager 2.5.0 writes them. */
export async function insertToken(tables: Tables, token: Token, now: Date): Promise<void> {
  const time = wallTime(now.getTime())
  const refresh = randomUUID()
  const row = {
    TOKEN_ID: token.id,
    ACCESS_TOKEN: token.access,
    REFRESH_TOKEN: refresh,
    CONSUMER_KEY_ID: token.app,
    AUTHZ_USER: token.user,
    TENANT_ID: -1234,
    USER_DOMAIN: 'PRIMARY',
    USER_TYPE: 'APPLICATION_USER',
    GRANT_TYPE: 'password',
    TIME_CREATED: time,
    REFRESH_TOKEN_TIME_CREATED: time,
    VALIDITY_PERIOD: 3_600_000,
    REFRESH_TOKEN_VALIDITY_PERIOD: 86_400_000,
    TOKEN_SCOPE_HASH: createHash('md5').update(token.scopes.join(' ')).digest('hex'),
    TOKEN_STATE: 'ACTIVE',
    TOKEN_STATE_ID: 'NONE',
    SUBJECT_IDENTIFIER: token.user,
    ACCESS_TOKEN_HASH: tokenHash(token.access),
    REFRESH_TOKEN_HASH: tokenHash(refresh),
  }
  await tables.insert(tokenTable, Object.keys(row), [Object.values(row)])
  await tables.insert(
    scopeTable,
    ['TOKEN_ID', 'TOKEN_SCOPE', 'TENANT_ID'],
    token.scopes.map((scope) => [token.id, scope, -1234]),
  )
}

/** Retires a token that can still be refreshed or revoked; false if it does not exist. */
export async function retireToken(
  tables: Tables,
  id: string,
  state: 'INACTIVE' | 'REVOKED',
): Promise<boolean> {
  const retired = await tables.update(
    tokenTable,
    { TOKEN_STATE: state, TOKEN_STATE_ID: randomUUID() },
    [
      ['TOKEN_ID', '=', id],
      ['TOKEN_STATE', 'in', ['ACTIVE', 'EXPIRED']],
    ],
  )
  return retired === 1
}

/** Whether a gateway that validates this token finds it. */
export async function findToken(tables: Tables, access: string): Promise<boolean> {
  const rows = await tables.select({
    table: tokenTable,
    columns: ['TOKEN_ID'],
    joined: { table: scopeTable, on: 'TOKEN_ID', columns: ['TOKEN_SCOPE'] },
    where: [
      ['ACCESS_TOKEN_HASH', '=', tokenHash(access)],
      ['TOKEN_STATE', '=', 'ACTIVE'],
    ],
  })
  return rows.length > 0 && rows.every(([, scope]) => scope !== null)
}

/** Of these tokens, those that no longer exist, are no longer ACTIVE, or lack a scope. */
export async function lostTokens(tables: Tables, tokens: readonly Token[]): Promise<string[]> {
  const lost: string[] = []
  for (let from = 0; from < tokens.length; from += 500) {
    const page = tokens.slice(from, from + 500)
    const rows = await tables.select({
      table: tokenTable,
      columns: ['TOKEN_ID'],
      joined: { table: scopeTable, on: 'TOKEN_ID', columns: ['TOKEN_SCOPE'] },
      where: [
        ['TOKEN_ID', 'in', page.map(({ id }) => id)],
        ['TOKEN_STATE', '=', 'ACTIVE'],
      ],
    })
    const scopes = new Map<string | null | undefined, number>()
    for (const [id, scope] of rows) if (scope !== null) scopes.set(id, (scopes.get(id) ?? 0) + 1)
    lost.push(
      ...page.filter((token) => scopes.get(token.id) !== token.scopes.length).map(({ id }) => id),
    )
  }
  return lost
}
