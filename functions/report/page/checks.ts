import { quantity } from '../../contract/quantity.ts'
import type { Report } from '../schema.ts'
import { folded, nothing, section, table, type Column, type Section } from './html.ts'
import { passed } from './verdict-cells.ts'

/** Failed checks come first and open; passed ones are folded by target and database. */
export function checks({ checks: all }: Report): Section {
  const columns: readonly Column<Report['checks'][number]>[] = [
    { head: 'Check', cell: (one) => one.check },
    { head: 'Passed', cell: (one) => passed(one.passed) },
    { head: 'Evidence', cell: (one) => one.detail },
  ]
  const groups = [...new Set(all.map(({ target, database }) => `${target}, ${database}`))].map(
    (name) => ({ name, of: all.filter((one) => `${one.target}, ${one.database}` === name) }),
  )
  const failed = groups.flatMap(({ name, of }) => {
    const bad = of.filter((one) => !one.passed)
    return bad.length === 0
      ? []
      : [
          folded(
            `${name}: ${bad.length} of ${quantity(of.length, 'check')} failed`,
            table(columns, bad),
            true,
          ),
        ]
  })
  return section('Checks', [
    ...failed,
    ...groups.map(({ name, of }) => {
      const good = of.filter((one) => one.passed)
      return good.length === 0
        ? nothing
        : folded(
            `${name}: ${good.length} of ${quantity(of.length, 'check')} passed`,
            table(columns, good),
          )
    }),
  ])
}
