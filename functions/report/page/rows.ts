import { plural, quantity } from '../../contract/quantity.ts'
import type { Report } from '../schema.ts'
import { folded, join, nothing, number, section, table, type Column, type Html } from './html.ts'

type Rule = Report['rules'][number]
const names: readonly Column<Rule>[] = [
  { head: 'Table', cell: (one) => one.table },
  { head: 'Rule', cell: (one) => one.rule },
  { head: 'Database', cell: (one) => one.database },
]
const planned: readonly Column<Rule>[] = [
  ...names,
  { head: 'Rows, production', n: true, cell: (one) => one.before },
  { head: 'Dead, production', n: true, cell: (one) => one.dead },
]
const rehearsed: readonly Column<Rule>[] = [
  ...names,
  { head: 'Before, clone', n: true, cell: (one) => one.before },
  { head: 'Dead, clone', n: true, cell: (one) => one.dead },
  { head: 'Deleted, clone', n: true, cell: (one) => one.cloneDeleted },
  { head: 'After, clone', n: true, cell: (one) => one.after },
]
const purged: readonly Column<Rule>[] = [
  ...names,
  { head: 'Dead, clone', n: true, cell: (one) => one.dead },
  { head: 'Deleted, clone', n: true, cell: (one) => one.cloneDeleted },
  { head: 'Before', n: true, cell: (one) => one.productionBefore },
  { head: 'New', n: true, cell: (one) => one.productionNew },
  { head: 'Deleted', n: true, cell: (one) => one.productionDeleted },
  {
    head: 'After',
    n: true,
    cell: (one) => (one.productionDeleted === null ? null : one.after),
  },
]

/** The columns of the row counts, and the note that explains them. */
function countsOf({ rules, mode }: Report): {
  readonly columns: readonly Column<Rule>[]
  readonly note: string
} {
  if (mode === 'plan') return { columns: planned, note: '' }
  if (
    rules.every(
      ({ productionBefore, productionDeleted }) => (productionBefore ?? productionDeleted) === null,
    )
  )
    return { columns: rehearsed, note: '' }
  return {
    columns: purged,
    note:
      "Before, new, deleted and after are production's: before + new - deleted = after. Before " +
      'is the count right before the purge; new is what the application wrote until the last ' +
      'count, minus what it deleted. ',
  }
}

/** The number of tables shown; the others are folded. */
const shown = 10

/** Tables with something to delete, the largest first. */
export function deleted(report: Report): Html {
  const { rules, skipped } = report
  const { columns, note } = countsOf(report)
  const some = (one: Rule) =>
    [one.dead, one.cloneDeleted, one.productionDeleted].some((rows) => (rows ?? 0) > 0)
  const busy = rules.filter(some).sort((one, other) => (other.dead ?? 0) - (one.dead ?? 0))
  const [idle, less] = [rules.filter((one) => !some(one)), busy.slice(shown)]
  return section(
    'What was deleted',
    [
      busy.length === 0 ? nothing : table(columns, busy.slice(0, shown)),
      less.length === 0
        ? nothing
        : folded(
            `${quantity(less.length, 'table')} with less, ${dead(less)} in all`,
            table(columns, less),
          ),
      idle.length === 0
        ? nothing
        : folded(`${quantity(idle.length, 'table')} without dead rows`, table(columns, idle)),
      skipped.length === 0
        ? nothing
        : folded(
            `${quantity(skipped.length, 'rule')} skipped`,
            table(
              [
                { head: 'Rule', cell: (one) => one.rule },
                { head: 'Database', cell: (one) => one.database },
                { head: 'Why', cell: (one) => one.reason },
              ],
              skipped,
            ),
          ),
    ],
    `${note}A dash means no value: the run did not get that far, or the step recorded nothing.`,
  )
}

const dead = (rules: readonly Rule[]): string => {
  const rows = rules.reduce((sum, one) => sum + (one.dead ?? 0), 0)
  return `${number(rows)} ${plural(rows, 'dead row')}`
}

/** By reason over all tables, then by table. */
export function stayed({ alive, readings, leftovers, uncleaned, mode }: Report): Html {
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
  return join([
    section(
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
    ),
    section(
      'What the other reading would do',
      readings.length === 0
        ? []
        : [
            table(
              [
                { head: 'Rule', cell: (one) => one.rule },
                { head: 'Database', cell: (one) => one.database },
                { head: 'Rows', cell: (one) => one.reason },
                { head: 'How many', n: true, cell: (one) => one.rows },
                { head: 'Here', cell: (one) => `${one.verdict} (${one.reading})` },
              ],
              readings,
            ),
          ],
      'Some rules have two readings: safe deletes what is dead beyond doubt, upstream what ' +
        "the vendor's scripts delete. The other reading would treat these rows differently; " +
        '"Here" shows the reading of this run (set by rules.<rule>.reading).',
    ),
    section(
      'Tables that other cleanups left',
      leftovers.length === 0
        ? []
        : [
            table(
              [
                { head: 'Table', cell: (one) => one.table },
                { head: 'Database', cell: (one) => one.database },
                { head: 'MB', n: true, cell: (one) => Math.round(one.bytes / 1e6) },
              ],
              leftovers,
            ),
          ],
      'Drydock does not drop them. Check whether anybody needs them.',
    ),
    section(
      'Tables that grow and that no rule cleans',
      uncleaned.length === 0
        ? []
        : [
            table(
              [
                { head: 'Table', cell: (one) => one.table },
                { head: 'Database', cell: (one) => one.database },
                { head: 'Rows', n: true, cell: (one) => one.rows },
                { head: 'MB', n: true, cell: (one) => Math.round(one.bytes / 1e6) },
                { head: 'Why', cell: (one) => one.why },
              ],
              uncleaned,
            ),
          ],
      'Drydock has no rule for them. Ask their owner how long rows are needed.',
    ),
  ])
}

/** Rehearsal and production side by side: what each found, and the difference. */
export function beside({ drift }: Report): Html {
  const signed = (value: number) => (value > 0 ? `+${number(value)}` : number(value))
  type Drift = Report['drift'][number]
  const all: readonly Column<Drift>[] = [
    { head: 'Table', cell: (one) => one.table },
    { head: 'Database', cell: (one) => one.database },
    { head: 'Rows, clone', n: true, cell: (one) => one.cloneRows },
    { head: 'Rows, production', n: true, cell: (one) => one.productionRows },
    { head: 'Drift', n: true, cell: (one) => signed(one.productionRows - one.cloneRows) },
    { head: 'Dead, clone', n: true, cell: (one) => one.cloneDead },
    { head: 'Dead, production', n: true, cell: (one) => one.productionDead },
    {
      head: 'Drift of dead rows',
      n: true,
      cell: (one) => signed(one.productionDead - one.cloneDead),
    },
  ]
  const moved = (one: Drift) =>
    one.cloneRows !== one.productionRows || one.cloneDead !== one.productionDead
  const [other, same] = [drift.filter(moved), drift.filter((one) => !moved(one))]
  return section(
    'Rehearsal and production',
    [
      other.length === 0 ? nothing : table(all, other),
      same.length === 0
        ? nothing
        : folded(`${quantity(same.length, 'table')} exactly as rehearsed`, table(all, same)),
    ],
    'Both were counted before their purge; the application kept writing in between.',
  )
}
