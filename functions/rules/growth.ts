import { before, every, not, text, type Rule } from './rule.ts'

/** A table whose rows end at their own wall time. */
const ending = (
  name: string,
  table: string,
  created: string | null,
  end: string,
  more: Pick<Rule, 'versions' | 'reference'> & Partial<Rule>,
): Rule => ({
  name,
  table,
  created: created === null ? null : { column: created, unit: 'wall' },
  means: `${end} is before the cutoff`,
  dead: before(end),
  alive: [],
  ...more,
})

const finished = text('STATUS', 'APPROVED', 'REJECTED', 'FAILED', 'DELETED', 'ABORTED')

export const growthRules: readonly Rule[] = [
  ending('recovery-codes', 'IDN_RECOVERY_DATA', 'TIME_CREATED', 'TIME_CREATED', {
    retention: '30d',
    mayStay: true,
    versions: 'all',
    reference: 'carbon-identity-framework stored-procedures confirmation-code cleanup (720 h)',
  }),
  {
    name: 'recovery-flows',
    table: 'IDN_RECOVERY_FLOW_DATA',
    created: { column: 'TIME_CREATED', unit: 'wall' },
    means: 'TIME_CREATED is before the cutoff and no recovery code of it stays',
    dead: every(
      before('TIME_CREATED'),
      not({ is: 'survivor', rule: 'recovery-codes', on: { RECOVERY_FLOW_ID: 'RECOVERY_FLOW_ID' } }),
    ),
    alive: [],
    retention: '30d',
    versions: 'IS 7.0',
    reference: 'as recovery-codes',
  },
  ending('flow-contexts', 'IDN_FLOW_CONTEXT_STORE', 'CREATED_AT', 'EXPIRES_AT', {
    retention: '1d',
    fleeting: true,
    versions: 'newest IS',
    reference: 'carbon-identity-framework stored-procedures flow-context cleanup (24 h)',
  }),
  // Releases differ in the other columns: NONCE, or NONCE_VALUE and TIME_CREATED.
  ending('vc-nonces', 'IDN_VC_NONCE', null, 'EXPIRY_TIME', {
    fleeting: true,
    versions: 'from IS 7.3',
    reference: 'carbon-identity-framework stored-procedures VC nonce cleanup',
  }),
  ending('workflow-requests', 'WF_REQUEST', 'CREATED_AT', 'UPDATED_AT', {
    means: 'APPROVED, REJECTED, FAILED, DELETED or ABORTED, and UPDATED_AT is before the cutoff',
    dead: every(finished, before('UPDATED_AT')),
    alive: [{ reason: 'not finished', when: not(finished) }],
    retention: '60d',
    versions: 'IS',
    reference: 'carbon-identity-framework stored-procedures workflow cleanup (60 d)',
  }),
  ending('saml-artifacts', 'IDN_SAML2_ARTIFACT_STORE', 'INIT_TIMESTAMP', 'EXP_TIMESTAMP', {
    fleeting: true,
    versions: 'from 2.6.0',
    reference: 'no script cleans it; an artifact is refused after its EXP_TIMESTAMP',
  }),
  ending('wait-statuses', 'IDN_AUTH_WAIT_STATUS', 'TIME_CREATED', 'EXPIRE_TIME', {
    enabled: false,
    fleeting: true,
    versions: 'from 2.5.0',
    reference:
      'no script cleans it; carbon-identity-framework LongWaitStatusDAOImpl writes the ' +
      'EXPIRE_TIME of a login that waits',
  }),
  ending('sts-tokens', 'IDN_STS_STORE', 'CREATE_DATE', 'EXPIRE_DATE', {
    enabled: false,
    versions: 'all',
    reference: 'no script cleans it; the STS refuses a token after its EXPIRE_DATE',
  }),
  ending('token-audit', 'IDN_OAUTH2_ACCESS_TOKEN_AUDIT', 'INVALIDATED_TIME', 'INVALIDATED_TIME', {
    enabled: false,
    retention: '180d',
    versions: 'from 2.6.0; no key to walk along before 4.2.0',
    reference: 'no script cleans it (in-product cleaning moves tokens there)',
  }),
]

/**
 * Left over by the vendor's scripts and by hand: listed with their size, never dropped by Drydock.
 */
export const leftoverTables: readonly string[] = [
  'BAK\\_%',
  '%\\_BAK',
  '%\\_BCK',
  '%\\_BACKUP',
  'CHUNK\\_%',
  'BATCH\\_%',
  'TEMP\\_%',
  '%\\_TMP',
  'AUDITLOG\\_%',
  '%\\_AUDITLOG',
]
