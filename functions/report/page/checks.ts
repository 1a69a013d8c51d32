import { plural, quantity } from '../../contract/quantity.ts'
import type { Report } from '../schema.ts'
import { folded, join, nothing, section, table, type Cell, type Column, type Html } from './html.ts'

const passed = (yes: boolean): Cell =>
  yes ? { text: 'yes', kind: 'yes' } : { text: 'no', kind: 'no' }
const level = (found: 'passed' | 'warning' | 'failed'): Cell => ({
  text: found,
  kind: { passed: 'yes', warning: 'warning', failed: 'no' }[found],
})

/** Failed checks come first and open; passed ones are folded by target and database. */
export function checks({ checks: all }: Report): Html {
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

export function gates({ gates: all, preflight }: Report): Html {
  const gateColumns: readonly Column<Report['gates'][number]>[] = [
    { head: 'Gate', cell: (one) => one.gate },
    { head: 'Source', cell: (one) => one.source || 'the run' },
    { head: 'Passed', cell: (one) => passed(one.passed) },
    { head: 'Detail', cell: (one) => one.detail },
  ]
  const found: readonly Column<Report['preflight'][number]>[] = [
    { head: 'Check', cell: (one) => one.check },
    { head: 'Where', cell: (one) => one.database },
    { head: 'Result', cell: (one) => level(one.level) },
    { head: 'Detail', cell: (one) => one.detail },
    { head: 'What to do', cell: (one) => one.remedy || '–' },
  ]
  const [good, bad] = [
    preflight.filter((one) => one.level === 'passed'),
    preflight.filter((one) => one.level !== 'passed'),
  ]
  const worst = [...bad].sort((one, other) => one.level.localeCompare(other.level))
  return join([
    section('Gates before production', all.length === 0 ? [] : [table(gateColumns, all)]),
    section('Preflight', [
      worst.length === 0 ? nothing : table(found, worst),
      good.length === 0
        ? nothing
        : folded(
            `${good.length} of ${quantity(preflight.length, 'check')} passed${besides(bad)}`,
            table(found, good),
          ),
    ]),
  ])
}

/** A short summary of the checks that did not pass. */
function besides(bad: Report['preflight']): string {
  const failed = bad.filter((one) => one.level === 'failed').length
  const warnings = bad.length - failed
  return [
    ...(failed > 0 ? [`, ${failed} failed`] : []),
    ...(warnings > 0
      ? [`, ${quantity(warnings, 'warning')} that ${plural(warnings, 'stops', 'stop')} nothing`]
      : []),
  ].join('')
}

/** What the application did on the clone, and the end of its log. */
export function smoke({ smoke: all, smokeLog }: Report): Html {
  const columns: readonly Column<Report['smoke'][number]>[] = [
    { head: 'Check', cell: (one) => one.check },
    { head: 'Source', cell: (one) => one.source },
    { head: 'Passed', cell: (one) => passed(one.passed) },
    { head: 'Detail', cell: (one) => one.detail },
  ]
  const lines: readonly Column<string>[] = [{ head: 'Line', cell: (line) => line }]
  return section(
    'The application on the clone',
    all.length === 0
      ? []
      : [
          table(columns, all),
          smokeLog.length === 0 ? nothing : folded('The end of its log', table(lines, smokeLog)),
        ],
  )
}
