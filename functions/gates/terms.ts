import { createHash } from 'node:crypto'
import type { Measured } from '../contract/evidence.ts'
import type { Run, SourcePlan } from '../contract/steps.ts'
import { rules as catalogue } from '../rules/rules.ts'

/**
 * SHA-256 of what a person confirms with a backlog, independent of the run's instant: the rules as
 * data, their readings and periods, the limits, the zone of wall times, whether rows are archived,
 * and the schema. If one of them changes, other rows would go than those that were confirmed.
 */
export function termsOf(
  { startedAt, rules, limits, archive }: Run,
  databases: SourcePlan['databases'],
  measured: Measured,
): string {
  const terms = {
    rules: rules.map(({ rule, cutoff, reading, blastRows, blastShare }) => ({
      reading,
      blastRows,
      blastShare,
      // ms from its cutoff to the run's start: safe period and retention.
      kept: Date.parse(startedAt) - Date.parse(cutoff),
      rule: catalogue.find(({ name }) => name === rule) ?? rule,
    })),
    limits: [limits.blastRows, limits.blastShare],
    archive: archive.mode,
    databases: databases.map(({ name, times }) => ({
      name,
      written: times.written,
      schema: measured.databases.find(({ database }) => database === name)?.schema,
    })),
  }
  return createHash('sha256')
    .update(
      JSON.stringify(terms, (_, value: unknown) =>
        typeof value === 'bigint' ? String(value) : value,
      ),
    )
    .digest('hex')
}
