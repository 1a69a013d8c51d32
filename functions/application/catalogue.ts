import type { InvariantName } from '../contract/check-names.ts'
import type { Target } from '../contract/steps.ts'
import {
  claimsInUse,
  codesInUse,
  freshlyRevoked,
  liveSessions,
  ofActiveSession,
  openDeviceCodes,
  remembered,
  usableTokens,
  type LiveRows,
  type Moment,
} from './application-questions.ts'
import type { Sum } from '../engines/answers.ts'
import type { Question } from '../engines/database.ts'
import type { Key, KeyRange } from '../engines/dialect.ts'
import {
  resourceRead,
  sessionRead,
  tokenByHash,
  tokensOfUser,
  type HotQueryOf,
} from './hot-queries.ts'
import type { LiveQuestions } from '../engines/live.ts'
import { currentResources, pinnedBy } from './registry-questions.ts'
import type { Column, Schema, Table } from '../engines/schema.ts'

/**
 * What the application must find unchanged after a purge, in its own terms. Nothing here may come
 * from the rules, their bindings or the text of their conditions: a fault there would hide itself.
 */
export interface Invariant {
  readonly name: InvariantName
  /** The table that it walks. */
  readonly table: Table
  /** The rows of a range, and the sum of their hashes. */
  count(range: KeyRange): Question<Sum>
  /** Asked once for the whole table instead of along its key. */
  readonly whole?: true
  /** Keys of some of the range's live rows, for the hot queries. */
  readonly some?: (range: KeyRange, rows: number) => Question<readonly Key[]>
  /** Keys of the range's live rows, if these are what is counted. */
  readonly living?: (range: KeyRange, rows: number) => Question<readonly Key[]>
}

const sessionStores = ['IDN_AUTH_SESSION_STORE', 'IDN_AUTH_TEMP_SESSION_STORE']
const sampled: readonly string[] = ['IDN_OAUTH2_ACCESS_TOKEN', ...sessionStores, 'REG_RESOURCE']

/** By table: the check's name, and which rows are live. */
const liveRows: readonly (readonly [string, InvariantName, LiveRows])[] = [
  ['IDN_OAUTH2_ACCESS_TOKEN', 'usable-tokens', usableTokens],
  ['IDN_OAUTH2_AUTHORIZATION_CODE', 'codes-in-use', codesInUse],
  ...sessionStores.map((store) => [store, 'live-sessions', liveSessions(store)] as const),
  ['AM_REVOKED_JWT', 'still-remembered', remembered('EXPIRY_TIMESTAMP', 'ms')],
  ['IDN_INVALID_TOKENS', 'still-remembered', remembered('EXPIRY_TIMESTAMP', 'wall')],
  ['IDN_OIDC_JTI', 'still-remembered', remembered('EXP_TIME', 'wall')],
  ['IDN_OAUTH_PAR', 'still-remembered', remembered('SCHEDULED_EXPIRY', 'ms')],
  ['IDN_UMA_PERMISSION_TICKET', 'still-remembered', remembered('EXPIRY_TIME', 'wall')],
  ['IDN_SAML2_ARTIFACT_STORE', 'still-remembered', remembered('EXP_TIMESTAMP', 'wall')],
  ['IDN_OAUTH2_DEVICE_FLOW', 'still-remembered', openDeviceCodes],
  ['IDN_SUBJECT_ENTITY_REVOKED_EVENT', 'still-remembered', freshlyRevoked],
  ['IDN_APP_REVOKED_EVENT', 'still-remembered', freshlyRevoked],
  ['REG_RESOURCE', 'current-resources', currentResources],
]

/**
 * Only on the clone: on production users return to sessions, and claims move to a refreshed token.
 */
const onCloneAlone: typeof liveRows = [
  ['IDN_OIDC_REQ_OBJECT_REFERENCE', 'usable-tokens', claimsInUse],
  ...[
    'IDN_AUTH_USER_SESSION_MAPPING',
    'IDN_AUTH_SESSION_APP_INFO',
    'IDN_AUTH_SESSION_META_DATA',
    'IDN_FED_AUTH_SESSION_MAPPING',
  ].map((table) => [table, 'live-sessions', ofActiveSession] as const),
]

/** The application's question about a table, if this schema can answer it. */
export function liveQuestion(tables: readonly Table[], { name }: Table): LiveRows | null {
  const [, , question] = liveRows.find(([owner]) => owner === name.toUpperCase()) ?? []
  if (
    question === undefined ||
    findTable({ tables }, name.toUpperCase(), question.columns) === null
  )
    return null
  const beside = question.beside ?? []
  return beside.every((other) => findTable({ tables }, other, []) !== null) ? question : null
}

/**
 * The invariants whose tables the schema has. On production the hash covers only the key, which
 * nobody changes.
 */
export function invariantsOf(
  questions: LiveQuestions,
  schema: Schema,
  target: Target,
  moment: Moment,
): Invariant[] {
  const hashed = ({ columns, key }: Table): readonly Column[] =>
    target === 'clone'
      ? columns
      : columns.filter(({ name }) => key.some((part) => part.name === name))
  const counted = [...liveRows, ...(target === 'clone' ? onCloneAlone : [])].flatMap(
    ([owner, name, { columns, beside = [], condition }]): Invariant[] => {
      const table = findTable(schema, owner, columns)
      if (table === null || beside.some((other) => findTable(schema, other, []) === null)) return []
      const live = condition(moment)
      const living = (range: KeyRange, rows: number) =>
        questions.some(table.name, table.key, range, live, rows)
      return [
        {
          name,
          table,
          count: (range) => questions.count(table.name, table.key, range, live, hashed(table)),
          living,
          ...(sampled.includes(owner) ? { some: living } : {}),
        },
      ]
    },
  )
  // On production this would read the whole table; survivors-unchanged accounts for its old rows
  // one by one instead.
  const log =
    target === 'production'
      ? null
      : findTable(schema, 'REG_LOG', ['REG_PATH', 'REG_TENANT_ID', 'REG_LOG_ID'])
  return [
    ...counted,
    ...(['property', 'tag', 'comment', 'rating'] as const).flatMap((kind) =>
      pinned(questions, schema, kind, moment),
    ),
    ...(log === null
      ? []
      : [
          {
            name: 'newest-log-lines' as const,
            table: log,
            whole: true as const,
            count: () => questions.newest(log.name, ['REG_PATH', 'REG_TENANT_ID'], 'REG_LOG_ID'),
          },
        ]),
  ]
}

function pinned(
  questions: LiveQuestions,
  schema: Schema,
  of: 'property' | 'tag' | 'comment' | 'rating',
  moment: Moment,
): Invariant[] {
  const kind = of.toUpperCase()
  const [table, values, links, live] = [
    findTable(schema, 'REG_RESOURCE', currentResources.columns),
    findTable(schema, `REG_${kind}`, ['REG_ID', 'REG_TENANT_ID']),
    findTable(schema, `REG_RESOURCE_${kind}`, [
      'REG_VERSION',
      'REG_PATH_ID',
      'REG_RESOURCE_NAME',
      'REG_TENANT_ID',
    ]),
    currentResources.condition(moment),
  ]
  if (table === null || values === null || links === null) return []
  return [
    {
      name: `resource-${of}`,
      table,
      count: (range) =>
        questions.countJoined(table.name, table.key, range, live, pinnedBy(kind), [
          ...['REG_PATH_ID', 'REG_NAME', 'REG_TENANT_ID'].map((id) => ['t0', id] as const),
          ...values.columns.map(({ name }) => ['p', name] as const),
        ]),
    },
  ]
}

/**
 * The queries that the application runs with nearly every call, if the schema has what they need.
 */
export function hotQueriesOf(schema: Schema, moment: Moment): HotQueryOf[] {
  const all = [
    tokenByHash,
    tokensOfUser(usableTokens.condition(moment)),
    ...sessionStores.map(sessionRead),
    resourceRead,
  ]
  return all.filter(({ table, by }) => findTable(schema, table, by) !== null)
}

/** Table names differ in case between servers; here they are upper case. */
export function findTable(
  schema: Pick<Schema, 'tables'>,
  name: string,
  columns: readonly string[],
): Table | null {
  const table = schema.tables.find((one) => one.name.toUpperCase() === name && one.type === 'table')
  if (table === undefined || table.key.length === 0) return null
  return columns.every((column) => table.columns.some((one) => one.name.toUpperCase() === column))
    ? table
    : null
}
