/**
 * The closed lists of checks that can stop a run, besides errorNames and gateNames. The compiler
 * rejects other check names, and a test makes sure that docs/proofs.md shows for each what it
 * stops, or why it stops nothing.
 */
export const preflightNames = [
  'source-ready',
  'topology-supported',
  'quota-sufficient',
  'clone-storage',
  'tls-on',
  'engine-supported',
  'settings-compatible',
  'replicas-known',
  'metrics-told',
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

/** What the application must find unchanged after a purge. */
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
  'undo-rehearsed',
  ...invariantNames,
  'hot-queries',
  'every-row-seen',
  'tables-healthy',
  'statistics-refreshed',
] as const
/** An operator's own check has the operator's name. */
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
