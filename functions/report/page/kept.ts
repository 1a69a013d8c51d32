import type { Report } from '../schema.ts'
import { folded, nothing, number, section, table, type Section } from './html.ts'

/** By reason over all tables, then by table. */
export function kept({ alive, mode }: Report): Section {
  const reasons = [...new Set(alive.map(({ reason }) => reason))]
    .map((reason) => {
      const of = alive.filter((one) => one.reason === reason && one.rows > 0)
      const named = of
        .sort((one, other) => other.rows - one.rows)
        .slice(0, 5)
        .map((one) => `${one.table} (${number(one.rows)})`)
      return {
        reason,
        rows: of.reduce((sum, { rows }) => sum + rows, 0),
        tables: [...named, ...(of.length > 5 ? [`${of.length - 5} more`] : [])].join(', '),
      }
    })
    .sort((one, other) => other.rows - one.rows)
  return section(
    'What was kept, and why',
    [
      reasons.length === 0
        ? nothing
        : table(
            [
              { head: 'Reason', cell: (one) => one.reason },
              { head: 'Rows', n: true, cell: (one) => one.rows },
              { head: 'Tables', cell: (one) => one.tables || '–' },
            ],
            reasons,
          ),
      alive.length === 0
        ? nothing
        : folded(
            'By table',
            table(
              [
                { head: 'Table', cell: (one) => one.table },
                { head: 'Database', cell: (one) => one.database },
                { head: 'Reason', cell: (one) => one.reason },
                { head: 'Rows', n: true, cell: (one) => one.rows },
              ],
              alive,
            ),
          ),
    ],
    mode === 'plan' ? 'As counted in production.' : 'As counted on the clone before its purge.',
  )
}
