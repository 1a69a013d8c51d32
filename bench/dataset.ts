import { createHash } from 'node:crypto'
import { draw, rowUuid } from '../local/seed/draw.ts'
import { consumerApps, scopeNames, tokenHash, tokenId } from '../local/seed/token-rows.ts'
import { wallTime } from '../local/seed/wall-time.ts'

/** What the data follow from: the same shape gives the same rows. */
export interface Shape {
  readonly rows: number
  /** Share of the tokens that is dead. */
  readonly dead: number
  /** The run's start, in epoch ms. */
  readonly now: number
  /**
   * How often all of it is there, each time under other keys and users: large tables are made by
   * the server from small ones.
   */
  readonly copies: number
}

export interface Counts {
  readonly tokens: number
  readonly scopes: number
  readonly codes: number
}

type Fields = readonly (string | null)[]
export interface BenchTable {
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: number
  /** The fields of the row of this number, one line of the table each. */
  readonly lines: (at: number) => readonly Fields[]
}

const seed = 1
const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]
const scopes = scopeNames.slice(0, 2)
const scopeHash = createHash('md5').update(scopes.join(' ')).digest('hex')
const codeShare = 0.15
/**
 * Rows come in the order of their making, as an application inserts them: the last are the young
 * ones, all alive.
 */
const youngShare = 0.5

const young = ({ rows, dead }: Shape): number => Math.round(rows * (1 - dead) * youngShare)
const aliveAmongOld = (shape: Shape): number =>
  shape.rows - Math.round(shape.rows * shape.dead) - young(shape)

/**
 * Old rows that live (endless, or with a refresh token still valid) lie evenly among the dead ones.
 */
export function isDead(shape: Shape, at: number): boolean {
  const old = shape.rows - young(shape)
  if (at >= old) return false
  const alive = aliveAmongOld(shape)
  return Math.floor((at * alive) / old) === Math.floor(((at + 1) * alive) / old)
}

/** The access token of some young, valid row. */
export const someValidToken = (shape: Shape): string =>
  accessToken(shape.rows - 1 - Math.floor(Math.random() * young(shape)))
const accessToken = (at: number): string => rowUuid(seed, at, 5)

function tokenRow(shape: Shape, at: number): Fields {
  const { rows, now } = shape
  const old = rows - young(shape)
  // A scattering that meets each number once: users come back at any time, and CON_APP_KEY still
  // holds.
  const scattered = (at * 1_000_003) % rows
  const user = `user-${Math.floor(scattered / 4)}`
  const made =
    at < old
      ? now - 60 * day + (57 * day * at) / old
      : now - 110 * minute + (100 * minute * (at - old)) / (rows - old)
  const dice = draw(seed, at, 2) % 100
  // The mix of a real table, where most rows have run out without anybody's doing.
  const state =
    !isDead(shape, at) || dice < 50
      ? 'ACTIVE'
      : dice < 67
        ? 'EXPIRED'
        : dice < 90
          ? 'INACTIVE'
          : 'REVOKED'
  const [validity, refreshValidity] = isDead(shape, at)
    ? [hour, day]
    : at < old && dice < 40
      ? [-1, -1]
      : [hour, 90 * day]
  const [access, refresh] = [accessToken(at), rowUuid(seed, at, 6)]
  const time = wallTime(made)
  return [
    tokenId(seed, at),
    access,
    refresh,
    String(1 + (scattered % consumerApps)),
    user,
    '-1234',
    'PRIMARY',
    'APPLICATION_USER',
    'password',
    time,
    time,
    String(validity),
    String(refreshValidity),
    scopeHash,
    state,
    state === 'ACTIVE' ? 'NONE' : rowUuid(seed, at, 8),
    user,
    tokenHash(access),
    tokenHash(refresh),
  ]
}

/** Every seventh token or so came by a code; a code is dead where its token is. */
const tokenOfCode = (at: number): number => Math.floor(at / codeShare)

function codeRow(shape: Shape, at: number): Fields {
  const [token, code] = [tokenRow(shape, tokenOfCode(at)), rowUuid(seed, at, 14)]
  return [
    rowUuid(seed, at, 11),
    code,
    token[3] ?? null,
    'https://client.example/callback',
    'openid',
    token[4] ?? null,
    '-1234',
    'PRIMARY',
    token[9] ?? null,
    String(5 * minute),
    'EXPIRED',
    token[0] ?? null,
    token[4] ?? null,
    tokenHash(code),
  ]
}

/** The tables in the order of their filling. */
export function benchTables(shape: Shape): readonly BenchTable[] {
  return [
    {
      name: 'IDN_OAUTH2_ACCESS_TOKEN',
      rows: shape.rows,
      lines: (at) => [tokenRow(shape, at)],
      columns: [
        'TOKEN_ID',
        'ACCESS_TOKEN',
        'REFRESH_TOKEN',
        'CONSUMER_KEY_ID',
        'AUTHZ_USER',
        'TENANT_ID',
        'USER_DOMAIN',
        'USER_TYPE',
        'GRANT_TYPE',
        'TIME_CREATED',
        'REFRESH_TOKEN_TIME_CREATED',
        'VALIDITY_PERIOD',
        'REFRESH_TOKEN_VALIDITY_PERIOD',
        'TOKEN_SCOPE_HASH',
        'TOKEN_STATE',
        'TOKEN_STATE_ID',
        'SUBJECT_IDENTIFIER',
        'ACCESS_TOKEN_HASH',
        'REFRESH_TOKEN_HASH',
      ],
    },
    {
      name: 'IDN_OAUTH2_ACCESS_TOKEN_SCOPE',
      rows: shape.rows,
      lines: (at) => scopes.map((scope) => [tokenId(seed, at), scope, '-1234']),
      columns: ['TOKEN_ID', 'TOKEN_SCOPE', 'TENANT_ID'],
    },
    {
      name: 'IDN_OAUTH2_AUTHORIZATION_CODE',
      rows: Math.floor(shape.rows * codeShare),
      lines: (at) => [codeRow(shape, at)],
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
    },
  ]
}

/** How many rows of each table are dead, and how many live. */
export function countRows(shape: Shape): { readonly dead: Counts; readonly alive: Counts } {
  const codes = Math.floor(shape.rows * codeShare)
  let [tokens, deadCodes] = [0, 0]
  for (let at = 0; at < shape.rows; at++) if (isDead(shape, at)) tokens++
  for (let at = 0; at < codes; at++) if (isDead(shape, tokenOfCode(at))) deadCodes++
  const counts = (tokens: number, codes: number): Counts => ({
    tokens: shape.copies * tokens,
    scopes: shape.copies * scopes.length * tokens,
    codes: shape.copies * codes,
  })
  return { dead: counts(tokens, deadCodes), alive: counts(shape.rows - tokens, codes - deadCodes) }
}
