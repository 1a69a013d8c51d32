import { rowUuid } from './draw.ts'
import { cibaClasses, deviceClasses, type CibaClass } from './grant-classes.ts'
import { childTable, plainTable, type Scene } from './plain-table.ts'
import { timeOf } from './row-time.ts'
import type { SeededTable } from './seeded-table.ts'
import { consumerApps } from './token-rows.ts'
import { wallTime } from './wall-time.ts'

const scopes = ['openid', 'default'] as const
const app = (at: number): number => 1 + (at % consumerApps)

function expiresIn({ expiresIn }: CibaClass, issued: string | null, cutoff: number): string | null {
  if (expiresIn === null || typeof expiresIn === 'number')
    return expiresIn === null ? null : String(expiresIn)
  // Against the whole seconds that `timeOf` takes the cutoff for.
  return String(
    (Math.ceil(cutoff / 1000) * 1000 - Date.parse(`${issued?.replace(' ', 'T')}Z`)) / 1000 +
      expiresIn.lapses,
  )
}

/** Grants by way of a second device, each before its scopes, which go by cascade. */
export function grantTables(scene: Scene): readonly SeededTable[] {
  const { seed, cutoff } = scene
  const codeId = (at: number): string => rowUuid(seed, at, 61)
  const devices = plainTable(scene, {
    table: 'IDN_OAUTH2_DEVICE_FLOW',
    id: 'DEVICE_CODE',
    salt: 62,
    classes: deviceClasses,
    columns: [
      'CODE_ID',
      'USER_CODE',
      'QUANTIFIER',
      'CONSUMER_KEY_ID',
      'LAST_POLL_TIME',
      'EXPIRY_TIME',
      'TIME_CREATED',
      'POLL_TIME',
      'STATUS',
      'AUTHZ_USER',
      'TENANT_ID',
      'USER_DOMAIN',
      'IDP_ID',
    ],
    rest: ({ status, expires }, at) => {
      const made = wallTime(cutoff - 70 * 86_400_000)
      return [
        codeId(at),
        `USER-${at}`,
        '0',
        String(app(at)),
        made,
        timeOf(expires, cutoff, seed, at, 63),
        made,
        '5000',
        status,
        `user-${at}`,
        '-1234',
        'PRIMARY',
        '-1',
      ]
    },
  })
  const codeKey = (at: number): string => rowUuid(seed, at, 64)
  const requests = plainTable(scene, {
    table: 'IDN_OAUTH2_CIBA_AUTH_CODE',
    id: 'AUTH_CODE_KEY',
    salt: 64,
    classes: cibaClasses,
    columns: [
      'AUTH_REQ_ID',
      'ISSUED_TIME',
      'CONSUMER_KEY',
      'LAST_POLLED_TIME',
      'POLLING_INTERVAL',
      'EXPIRES_IN',
      'AUTHENTICATED_USER_NAME',
      'USER_STORE_DOMAIN',
      'TENANT_ID',
      'AUTH_REQ_STATUS',
      'IDP_ID',
    ],
    rest: (rowClass, at) => {
      const issued = timeOf(rowClass.issued, cutoff, seed, at, 65)
      return [
        rowUuid(seed, at, 66),
        issued,
        `consumer-key-${app(at)}`,
        issued,
        '2',
        expiresIn(rowClass, issued, cutoff),
        `user-${at}`,
        'PRIMARY',
        '-1234',
        rowClass.status,
        '-1',
      ]
    },
  })
  return [
    devices,
    childTable(devices, scopes.length, {
      table: 'IDN_OAUTH2_DEVICE_FLOW_SCOPES',
      columns: ['ID', 'SCOPE_ID', 'SCOPE'],
      key: ['ID'],
      row: (owner, nth, at) => [String(at + 1), codeId(owner), scopes[nth] ?? null],
    }),
    requests,
    // No key but these two in 3.x.
    childTable(requests, scopes.length, {
      table: 'IDN_OAUTH2_CIBA_REQUEST_SCOPES',
      columns: ['AUTH_CODE_KEY', 'SCOPE'],
      key: ['AUTH_CODE_KEY', 'SCOPE'],
      row: (owner, nth) => [codeKey(owner), scopes[nth] ?? null],
    }),
  ]
}
