import type { Name } from '../seed/engines.ts'

/**
 * The versions whose every rule `npm test` runs on rows of the seed: the newest API Manager
 * on MariaDB; test/scenarios/every-rule.test.ts runs all others.
 */
export const tried: Readonly<Record<Name, ReadonlySet<string>>> = {
  MariaDB: new Set(['apim-4.7.0']),
  MySQL: new Set(),
  PostgreSQL: new Set(),
}
