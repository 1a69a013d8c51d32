import {
  expiryNumber,
  expiryNumberClasses,
  expiryTimeClasses,
  type ExpiryTimeClass,
} from './expiry-classes.ts'
import { childTable, plainTable, stayingTable, type Scene } from './plain-table.ts'
import { timeOf } from './row-time.ts'
import type { SeededTable } from './seeded-table.ts'
import { consumerApps } from './token-rows.ts'
import { wallTime } from './wall-time.ts'

/** Tables whose rows say themselves when they expire. */
export function expiringTables(scene: Scene): readonly SeededTable[] {
  const { seed, cutoff } = scene
  const made = (at: number): string => wallTime(cutoff - 70 * 86_400_000 + at * 1000)
  const expires = (rowClass: ExpiryTimeClass, at: number, salt: number): string | null =>
    timeOf(rowClass.expires, cutoff, seed, at, salt)
  const tickets = plainTable(scene, {
    table: 'IDN_UMA_PERMISSION_TICKET',
    id: 'ID',
    salt: 'counted',
    classes: expiryTimeClasses,
    columns: ['PT', 'TIME_CREATED', 'EXPIRY_TIME', 'TICKET_STATE', 'TENANT_ID'],
    rest: (rowClass, at) => [
      `ticket-${at}`,
      made(at),
      expires(rowClass, at, 51),
      'ACTIVE',
      '-1234',
    ],
  })
  const resources = 20
  const ticketResources = childTable(tickets, 1, {
    table: 'IDN_UMA_PT_RESOURCE',
    columns: ['ID', 'PT_RESOURCE_ID', 'PT_ID'],
    key: ['ID'],
    row: (ticket, _, at) => [String(at + 1), String(1 + (ticket % resources)), String(ticket + 1)],
  })
  return [
    plainTable(scene, {
      table: 'IDN_OIDC_JTI',
      id: 'JWT_ID',
      salt: 52,
      classes: expiryTimeClasses,
      columns: ['EXP_TIME', 'TIME_CREATED', 'TENANT_ID'],
      rest: (rowClass, at) => [expires(rowClass, at, 53), made(at), '-1234'],
    }),
    plainTable(scene, {
      table: 'IDN_SAML2_ARTIFACT_STORE',
      id: 'ID',
      salt: 'counted',
      classes: expiryTimeClasses,
      columns: [
        'SOURCE_ID',
        'MESSAGE_HANDLER',
        'AUTHN_REQ_DTO',
        'SESSION_ID',
        'EXP_TIMESTAMP',
        'INIT_TIMESTAMP',
        'ASSERTION_ID',
      ],
      rest: (rowClass, at) => [
        `source-${at}`,
        `handler-${at}`,
        `request ${at}`,
        `session-${at}`,
        expires(rowClass, at, 54),
        made(at),
        `assertion-${at}`,
      ],
    }),
    plainTable(scene, {
      table: 'IDN_OAUTH_PAR',
      id: 'REQ_URI_REF',
      salt: 55,
      classes: expiryNumberClasses,
      columns: ['CLIENT_ID', 'SCHEDULED_EXPIRY', 'PARAMETERS'],
      rest: (rowClass, at) => [
        `consumer-key-${1 + (at % consumerApps)}`,
        expiryNumber(rowClass, cutoff),
        '{"response_type":"code"}',
      ],
    }),
    plainTable(scene, {
      table: 'AM_REVOKED_JWT',
      id: 'UUID',
      salt: 56,
      classes: expiryNumberClasses,
      columns: ['SIGNATURE', 'EXPIRY_TIMESTAMP', 'TENANT_ID', 'TOKEN_TYPE', 'TIME_CREATED'],
      rest: (rowClass, at) => [
        `signature-${at}`,
        expiryNumber(rowClass, cutoff),
        '-1234',
        'DEFAULT',
        made(at),
      ],
    }),
    stayingTable('IDN_UMA_RESOURCE', ['RESOURCE_ID'], resources, (at) => [`resource-${at}`]),
    stayingTable('IDN_UMA_RESOURCE_SCOPE', ['SCOPE_NAME'], resources, (at) => [`scope-${at}`]),
    tickets,
    ticketResources,
    childTable(ticketResources, 2, {
      table: 'IDN_UMA_PT_RESOURCE_SCOPE',
      columns: ['ID', 'PT_RESOURCE_ID', 'PT_SCOPE_ID'],
      key: ['ID'],
      row: (owner, nth, at) => [
        String(at + 1),
        String(owner + 1),
        String(1 + ((owner + nth) % resources)),
      ],
    }),
  ]
}
