import type { MeasuredTable } from '../contract/evidence.ts'
import type { Target } from '../contract/steps.ts'
import { isDead } from '../measure/row-classes.ts'
import type { Report } from './schema.ts'
import type { SourceEvidence } from './source-evidence.ts'

/** The application's queries, with answers and times before and after. */
export function hotRows(
  target: Target,
  measured: SourceEvidence['measure-clone'],
  verified: SourceEvidence['verify-clone'],
): Report['hotQueries'] {
  return (measured?.databases ?? []).flatMap(({ database, invariants }) =>
    (invariants?.hot ?? [])
      .filter(({ answers }) => answers.length > 0)
      .map((one) => {
        const after = verified?.databases
          .find((other) => other.database === database)
          ?.invariants?.hot.find(({ query }) => query === one.query)
        return {
          query: one.query,
          target,
          database,
          asked: one.answers.length,
          same:
            after === undefined
              ? null
              : one.answers.filter((answer, at) => answer === after.answers[at]).length,
          medianBefore: one.median,
          medianAfter: after?.median ?? null,
          spreadBefore: one.spread,
          spreadAfter: after?.spread ?? null,
          slowestBefore: one.slowest,
          slowestAfter: after?.slowest ?? null,
          planBefore: one.plan,
          planAfter: after?.plan ?? null,
        }
      }),
  )
}

/** The rows that the other reading would treat differently. */
export function differing(
  database: string,
  { rule, table, classes, reading }: MeasuredTable,
): Report['readings'] {
  if (reading === null) return []
  return classes
    .map(({ name, rows, other }) => ({
      rule,
      database,
      table,
      reading,
      reason: name,
      ...(isDead(name)
        ? { verdict: 'deleted' as const, rows: rows - other }
        : { verdict: 'kept' as const, rows: other }),
    }))
    .filter((one) => one.rows > 0)
}
