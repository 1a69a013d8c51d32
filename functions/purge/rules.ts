import { endlessPeriod, type Expression } from '../sql/expression.ts'

/**
 * A rule's condition. Two forms are resolved when the rule is bound to a run: `before` and `lapsed` get the rule's
 * cutoff, and `survivor` becomes "a row that another rule leaves alive".
 */
export type Condition =
  | { readonly is: 'every'; readonly of: readonly Condition[] }
  | { readonly is: 'some'; readonly of: readonly Condition[] }
  | { readonly is: 'not'; readonly of: Condition }
  | { readonly is: 'before'; readonly column: string }
  | { readonly is: 'lapsed'; readonly created: string; readonly period: string }
  | { readonly is: 'survivor'; readonly rule: string; readonly on: Readonly<Record<string, string>> }
  | Extract<Expression, { is: 'null' | 'text' | 'number' }>

/** One table's dead rows. What hangs on them by ON DELETE CASCADE is found from the foreign keys and goes with them. */
export interface Rule {
  readonly name: string
  readonly table: string
  /** When the row was made: what is younger than the cutoff is out of every check's sight on a live production. */
  readonly created: string
  readonly dead: Condition
  /** Why a row lives, for the report: the first that holds names it; `still valid` is what is left. */
  readonly alive: readonly { readonly reason: string; readonly when: Condition }[]
  /** Where the rule comes from. */
  readonly source: string
}

const every = (...of: Condition[]): Condition => ({ is: 'every', of })
const some = (...of: Condition[]): Condition => ({ is: 'some', of })
const not = (of: Condition): Condition => ({ is: 'not', of })
const text = (column: string, ...among: string[]): Condition => ({ is: 'text', column, among })
const before = (column: string): Condition => ({ is: 'before', column })
const lapsed = (created: string, period: string): Condition => ({ is: 'lapsed', created, period })
const missing = (column: string): Condition => ({ is: 'null', column })
const endless = (column: string): Condition => ({ is: 'number', column, from: endlessPeriod })
const negative = (column: string): Condition => ({ is: 'number', column, below: 0n })
const zero = (column: string): Condition => ({ is: 'number', column, from: 0n, below: 1n })

/** The reasons a period gives for a row to live. */
const unending = (...columns: string[]): Rule['alive'] => [
  { reason: 'no period', when: some(...columns.map(missing)) },
  { reason: 'never expires (negative period)', when: some(...columns.map(negative)) },
  { reason: 'period of zero', when: some(...columns.map(zero)) },
  { reason: 'period too large to end', when: some(...columns.map(endless)) },
]

const revoked = text('TOKEN_STATE', 'INACTIVE', 'REVOKED')
// EXPIRED is not the end: the refresh grant still accepts such a row while its refresh token is valid.
const usable = text('TOKEN_STATE', 'ACTIVE', 'EXPIRED')
const tokenIsGone = some(missing('TOKEN_ID'), not({ is: 'survivor', rule: 'tokens', on: { TOKEN_ID: 'TOKEN_ID' } }))

/** Every rule, in the order in which the purge goes through them. Adding a table is adding an entry. */
export const rules: readonly Rule[] = [
  {
    name: 'tokens',
    table: 'IDN_OAUTH2_ACCESS_TOKEN',
    created: 'TIME_CREATED',
    dead: some(
      every(revoked, before('TIME_CREATED'), before('REFRESH_TOKEN_TIME_CREATED')),
      every(
        usable,
        lapsed('TIME_CREATED', 'VALIDITY_PERIOD'),
        lapsed('REFRESH_TOKEN_TIME_CREATED', 'REFRESH_TOKEN_VALIDITY_PERIOD'),
      ),
    ),
    alive: [
      { reason: 'unknown state', when: not(some(revoked, usable)) },
      { reason: 'no creation time', when: some(missing('TIME_CREATED'), missing('REFRESH_TOKEN_TIME_CREATED')) },
      { reason: 'revoked or inactive, within the safe period', when: revoked },
      ...unending('VALIDITY_PERIOD', 'REFRESH_TOKEN_VALIDITY_PERIOD'),
      { reason: 'access lapsed, refresh token still valid', when: lapsed('TIME_CREATED', 'VALIDITY_PERIOD') },
    ],
    source:
      'carbon-identity-framework stored-procedures token cleanup (2019-04 on), without its unconditional EXPIRED; refresh of EXPIRED: inbound-auth-oauth RefreshGrantHandler',
  },
  {
    name: 'codes',
    table: 'IDN_OAUTH2_AUTHORIZATION_CODE',
    created: 'TIME_CREATED',
    dead: every(
      tokenIsGone,
      some(lapsed('TIME_CREATED', 'VALIDITY_PERIOD'), every(text('STATE', 'INACTIVE'), before('TIME_CREATED'))),
    ),
    alive: [
      { reason: 'its token lives', when: not(tokenIsGone) },
      { reason: 'inactive, within the safe period', when: text('STATE', 'INACTIVE') },
      ...unending('VALIDITY_PERIOD'),
    ],
    source: 'carbon-identity-framework stored-procedures token cleanup (2019-04 on), code part',
  },
]
