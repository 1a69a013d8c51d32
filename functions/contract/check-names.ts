/**
 * The closed lists of what can stop a run, beside errorNames and gateNames: no check has a name that is not here, which the
 * compiler sees to, and docs/proofs.md shows for each what it stops, or says why it stops nothing, which a test sees to.
 */
export const preflightNames = [
  'source-ready',
  'quota-sufficient',
  'clone-storage',
  'tls-on',
  'engine-supported',
  'settings-compatible',
  'replicas-known',
  'readings-told',
  'privileges-sufficient',
  'zone-calibrated',
  'walks-indexed',
  'rules-fit',
  'foreign-keys-covered',
  'triggers-known',
  'nothing-else-cleans',
  'room-sufficient',
] as const
export type PreflightName = (typeof preflightNames)[number]

/** What the application must find the same after a purge as before. */
export const invariantNames = [
  'usable-tokens',
  'codes-in-use',
  'live-sessions',
  'still-remembered',
  'current-resources',
  'resource-property',
  'resource-tag',
  'resource-comment',
  'resource-rating',
  'newest-log-lines',
] as const
export type InvariantName = (typeof invariantNames)[number]

export const checkNames = [
  'survivors-unchanged',
  'no-dead-row-left',
  'no-orphan',
  'other-tables-untouched',
  'other-databases-untouched',
  'counts-agree',
  ...invariantNames,
  'hot-queries',
  'every-row-seen',
  'tables-healthy',
  'statistics-refreshed',
] as const
/** A customer's question has the customer's name. */
export type CheckName = (typeof checkNames)[number] | `own:${string}`

export const smokeNames = [
  'application-started',
  'version-told',
  'token-issued',
  'old-token-refreshed',
  'token-introspected',
  'api-answers',
  'token-revoked',
  'revoked-token-inactive',
  'api-refuses',
] as const
export type SmokeName = (typeof smokeNames)[number]
