import { quantity } from '../../contract/quantity.ts'
import type { Report } from '../schema.ts'
import { folded, join, section, table, type Column, type Section } from './html.ts'

type Proven = Report['proven'][number]

/** What the clone's server was shown to do, on rows of Drydock's own. */
export function proven({ proven: all }: Report): Section {
  const columns: readonly Column<Proven>[] = [
    { head: 'Source', cell: (one) => one.source },
    { head: 'Database', cell: (one) => one.database },
    { head: 'Server', cell: (one) => one.version },
    { head: 'Schema', cell: (one) => one.schema.slice(0, 12) },
    { head: 'Rules', cell: (one) => quantity(one.rules, 'rule') },
    { head: 'Rows', cell: (one) => quantity(one.rows, 'row') },
    {
      head: 'Statements',
      cell: (one) =>
        `${quantity(one.shapes, 'answer')} by ${quantity(one.keys, 'kind')} of row key`,
    },
    { head: 'Took', cell: (one) => `${(one.milliseconds / 1000).toFixed(1)} s` },
  ]
  const settings: readonly Column<readonly [string, string]>[] = [
    { head: 'Setting', cell: ([name]) => name },
    { head: 'Value', cell: ([, value]) => value },
  ]
  return section(
    'The engine, as it was proven on the clone',
    all.length === 0
      ? []
      : [
          table(columns, all),
          join(
            all.map((one) =>
              folded(
                `Settings of the server of ${one.database} that its statements depend on`,
                table(settings, Object.entries(one.settings)),
              ),
            ),
          ),
        ],
  )
}
