import type { Report } from '../schema.ts'
import { folded, nothing, section, table, type Column, type Section } from './html.ts'
import { passed } from './verdict-cells.ts'

/** What the application did on the clone, and the end of its log. */
export function smoke({ smoke: all, smokeLog }: Report): Section {
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
