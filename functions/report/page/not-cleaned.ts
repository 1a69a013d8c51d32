import { shownBytes } from '../../contract/bytes.ts'
import type { Report } from '../schema.ts'
import { section, table, type Section } from './html.ts'

/** What the other reading of a rule would do. */
export const otherReadings = ({ readings }: Report): Section =>
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
  )

/** Backups and work tables of other cleanups. */
export const leftovers = ({ leftovers: tables }: Report): Section =>
  section(
    'Tables that other cleanups left',
    tables.length === 0
      ? []
      : [
          table(
            [
              { head: 'Table', cell: (one) => one.table },
              { head: 'Database', cell: (one) => one.database },
              { head: 'Size', n: true, cell: (one) => shownBytes(one.bytes) },
            ],
            tables,
          ),
        ],
    'Drydock does not drop them. Check whether anybody needs them.',
  )

/** Growing tables without a rule. */
export const uncleaned = ({ uncleaned: tables }: Report): Section =>
  section(
    'Tables that grow and that no rule cleans',
    tables.length === 0
      ? []
      : [
          table(
            [
              { head: 'Table', cell: (one) => one.table },
              { head: 'Database', cell: (one) => one.database },
              { head: 'Rows', n: true, cell: (one) => one.rows },
              { head: 'Size', n: true, cell: (one) => shownBytes(one.bytes) },
              { head: 'Why', cell: (one) => one.why },
            ],
            tables,
          ),
        ],
    'Drydock has no rule for them. Ask their owner how long rows are needed.',
  )
