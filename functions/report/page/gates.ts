import { plural, quantity } from '../../contract/quantity.ts'
import type { Report } from '../schema.ts'
import { folded, nothing, section, table, type Column, type Section } from './html.ts'
import { level, passed } from './verdict-cells.ts'

export function gates({ gates: all }: Pick<Report, 'gates'>): Section {
  const gateColumns: readonly Column<Report['gates'][number]>[] = [
    { head: 'Gate', cell: (one) => one.gate },
    { head: 'Source', cell: (one) => one.source || 'the run' },
    { head: 'Passed', cell: (one) => passed(one.passed) },
    { head: 'Detail', cell: (one) => one.detail },
  ]
  return section('Gates before production', all.length === 0 ? [] : [table(gateColumns, all)])
}

/** Warnings and failures are shown, what passed is folded. */
export function preflight({ preflight: all }: Pick<Report, 'preflight'>): Section {
  const found: readonly Column<Report['preflight'][number]>[] = [
    { head: 'Check', cell: (one) => one.check },
    { head: 'Where', cell: (one) => one.database },
    { head: 'Result', cell: (one) => level(one.level) },
    { head: 'Detail', cell: (one) => one.detail },
    { head: 'What to do', cell: (one) => one.remedy || '–' },
  ]
  const [good, bad] = [
    all.filter((one) => one.level === 'passed'),
    all.filter((one) => one.level !== 'passed'),
  ]
  const worst = [...bad].sort((one, other) => one.level.localeCompare(other.level))
  return section('Preflight', [
    worst.length === 0 ? nothing : table(found, worst),
    good.length === 0
      ? nothing
      : folded(
          `${good.length} of ${quantity(all.length, 'preflight check')} passed${besides(bad)}`,
          table(found, good),
        ),
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
