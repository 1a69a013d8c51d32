import type { Name } from '../seed/engines.ts'

/**
 * The versions whose every rule `npm test` runs: each product's newest on MariaDB, and the oldest;
 * the newest API Manager elsewhere; test/scenarios/every-rule.test.ts runs all others.
 */
export const tried: Readonly<Record<Name, ReadonlySet<string>>> = {
  MariaDB: new Set(['apim-2.5.0', 'apim-4.7.0', 'is-7.3', 'registry-4.3.0']),
  MySQL: new Set(['apim-4.7.0']),
  PostgreSQL: new Set(['apim-4.7.0']),
}
