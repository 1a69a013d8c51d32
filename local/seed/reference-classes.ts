import type { RowClass, Verdict } from './row-class.ts'

export interface ReferenceClass extends RowClass {
  /** The fate of the token and of the code it refers to; null: none. */
  readonly token: Verdict | null
  readonly code: Verdict | null
}

/**
 * OIDC request objects hang on a token, a code or both. Where one of the two lives, both stay:
 * token-family.test.ts.
 */
export const referenceClasses: readonly ReferenceClass[] = [
  { name: 'token and code dead', verdict: 'dead', share: 'rest', token: 'dead', code: 'dead' },
  { name: 'token dead', verdict: 'dead', share: 0.2, token: 'dead', code: null },
  { name: 'token and code alive', verdict: 'alive', share: 0.15, token: 'alive', code: 'alive' },
  { name: 'token alive', verdict: 'alive', share: 0.1, token: 'alive', code: null },
  { name: 'code dead', verdict: 'dead', share: 0.05, token: null, code: 'dead' },
  { name: 'code alive', verdict: 'alive', share: 0.05, token: null, code: 'alive' },
  { name: 'neither', verdict: 'alive', share: 0, token: null, code: null },
]
