import { classAt, type ClassLayout } from './class-layout.ts'
import { rowOfUuid, rowUuid } from './draw.ts'
import { day, type Moment } from './row-class.ts'
import { timeOf } from './row-time.ts'
import type { Row, SeededTable } from './seeded-table.ts'
import type { SessionClass } from './session-class.ts'
import { sessionId, sessionOf } from './session-rows.ts'

type Layout = ClassLayout<SessionClass>
const federatedSalt = 34
/** ms for which what is about a session stays after its last use. */
const kept = 15 * 86_400_000
const old: Moment = [-60 * day, -3 * day]

/**
 * A table of which each session id has so many rows, told apart by what follows the id; their fate
 * is the id's.
 */
function each(
  table: string,
  columns: readonly string[],
  key: readonly string[],
  count: number,
  layout: Layout,
  seed: number,
  rest: (group: number, nth: number) => Row,
): SeededTable {
  const row = (at: number): Row => [
    sessionId(seed, Math.floor(at / count)),
    ...rest(Math.floor(at / count), at % count),
  ]
  return {
    table,
    columns,
    key,
    rows: layout.total * count,
    exists: () => true,
    row,
    verdict: (at) => classAt(layout, Math.floor(at / count)).verdict,
    find: (values) => {
      const group = sessionOf(values[key.indexOf('SESSION_ID')] ?? '', seed, layout.total)
      if (group === undefined) return undefined
      const matches = (at: number): boolean =>
        key.every((column, i) => row(at)[columns.indexOf(column)] === values[i])
      const nth = Array.from({ length: count }, (_, n) => n).find((n) => matches(group * count + n))
      return nth === undefined ? undefined : group * count + nth
    },
    tokens: () => [],
  }
}

/** A user has three sessions. */
const userOf = (seed: number, group: number): string => rowUuid(seed, Math.floor(group / 3), 35)

function federatedTable(layout: Layout, seed: number, cutoff: number): SeededTable {
  return {
    table: 'IDN_FED_AUTH_SESSION_MAPPING',
    columns: [
      'IDP_SESSION_ID',
      'SESSION_ID',
      'IDP_NAME',
      'AUTHENTICATOR_ID',
      'PROTOCOL_TYPE',
      'TIME_CREATED',
      'TENANT_ID',
      'IDP_ID',
    ],
    key: ['IDP_SESSION_ID'],
    rows: layout.total,
    // Most people log in without another's help.
    exists: (at) => at % 3 === 0 || classAt(layout, at).federated !== undefined,
    row: (at) => {
      const time = timeOf(
        classAt(layout, at).federated?.created ?? old,
        cutoff - kept,
        seed,
        at,
        36,
      )
      return [
        rowUuid(seed, at, federatedSalt),
        sessionId(seed, at),
        'google',
        'OpenIDConnectAuthenticator',
        'oidc',
        time,
        '-1234',
        '1',
      ]
    },
    verdict: (at) => (classAt(layout, at).federated ?? classAt(layout, at)).verdict,
    find: ([id = '']) => rowOfUuid(id, seed, layout.total, federatedSalt),
    tokens: () => [],
  }
}

/** Only for the foreign key of IDN_FED_AUTH_SESSION_MAPPING. */
const identityProviders: SeededTable = {
  table: 'IDP',
  columns: ['ID', 'NAME'],
  key: ['ID'],
  rows: 1,
  exists: () => true,
  row: () => ['1', 'google'],
  verdict: () => 'alive',
  find: ([id]) => (id === '1' ? 0 : undefined),
  tokens: () => [],
}

/** What hangs on a session id, by no foreign key. */
export function sessionChildren(
  layout: Layout,
  seed: number,
  cutoff: number,
): readonly SeededTable[] {
  const properties = ['IP', 'Login Time', 'User Agent'] as const
  const applications = [
    ['12', 'oauth2'],
    ['17', 'samlsso'],
  ] as const
  return [
    each(
      'IDN_AUTH_USER_SESSION_MAPPING',
      ['SESSION_ID', 'USER_ID'],
      ['USER_ID', 'SESSION_ID'],
      1,
      layout,
      seed,
      (group) => [userOf(seed, group)],
    ),
    each(
      'IDN_AUTH_SESSION_APP_INFO',
      ['SESSION_ID', 'SUBJECT', 'APP_ID', 'INBOUND_AUTH_TYPE'],
      ['SESSION_ID', 'SUBJECT', 'APP_ID', 'INBOUND_AUTH_TYPE'],
      applications.length,
      layout,
      seed,
      (group, nth) => [`user-${Math.floor(group / 3)}`, ...(applications[nth] ?? [])],
    ),
    each(
      'IDN_AUTH_SESSION_META_DATA',
      ['SESSION_ID', 'PROPERTY_TYPE', 'VALUE'],
      ['SESSION_ID', 'PROPERTY_TYPE', 'VALUE'],
      properties.length,
      layout,
      seed,
      (group, nth) => [
        properties[nth] ?? null,
        ['10.0.0.7', String(cutoff - kept - 86_400_000 - group), 'Mozilla/5.0'][nth] ?? null,
      ],
    ),
    identityProviders,
    federatedTable(layout, seed, cutoff),
  ]
}
