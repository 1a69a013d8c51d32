import assert from 'node:assert/strict'
import { test } from 'node:test'
import { words as mysql } from '../../functions/engines/mysql/words.ts'
import { words as postgres } from '../../functions/engines/postgres/words.ts'
import { dead, valid } from '../../functions/measure/row-classes.ts'
import { backlogFound } from '../../functions/report/backlog-found.ts'
import { backlogText } from '../../functions/report/backlog-text.ts'
import { reportPage } from '../../functions/report/page/page.ts'
import { buildReport } from '../../functions/report/report.ts'
import {
  sourceEvidenceSchema,
  type SourceEvidence,
} from '../../functions/report/source-evidence.ts'
import { measured as backlog, run } from '../gates/backlog-scene.ts'
import { pattern } from '../pattern.ts'
import { event, finishedAt, measured } from './whole-run.ts'

const gibibyte = 2 ** 30
/** As the measuring step keeps them. */
const kept = ({ spaceLeft }: { readonly spaceLeft?: string }) => ({
  refresh: '',
  grantTriggers: null,
  ...(spaceLeft !== undefined && { spaceLeft }),
})
const counts = { [valid]: 10, [dead]: 90 }

/** What is known after a plan, of a server with these words. */
function planned(words: { readonly spaceLeft?: string }): SourceEvidence {
  const sizes = ['TOKEN', 'SCOPE'].map((table) => ({
    table,
    data: 8 * gibibyte,
    index: 2 * gibibyte,
    free: 2 * gibibyte,
  }))
  return sourceEvidenceSchema.parse({
    ...Object.fromEntries(Object.keys(sourceEvidenceSchema.shape).map((name) => [name, null])),
    'measure-production': {
      databases: measured(counts, counts).databases.map((one) => ({
        ...one,
        sizes,
        words: kept(words),
      })),
    },
  })
}
const told = pattern(
  /returns the space of indexes alone\. A table's own space comes back by the extension /,
  /pg_repack, which RDS has: pg_repack -k --table NAME --no-order\. Never run VACUUM FULL in /,
  /production: it locks the table/,
)
const shown = (words: Parameters<typeof planned>[0]) => {
  const report = buildReport(event(), [planned(words)], finishedAt)
  return { report, page: reportPage(report).replaceAll('&#39;', "'") }
}

test("on PostgreSQL the report says once that a table's own space comes back by pg_repack, never by VACUUM FULL", () => {
  const { report, page } = shown(postgres)
  assert.equal(report.space.length, 2)
  for (const { rest } of report.space) assert.match(rest ?? '', told)
  const section = /Disk space to reclaim[^]*/.exec(page)?.[0] ?? ''
  assert.match(section, told)
  assert.equal(report.next.filter((line) => told.test(line)).length, 1)
  assert.match(report.next.at(-2) ?? '', /could return about/)
  assert.match(report.next.at(-1) ?? '', told)
})

test('where a rebuild returns the space of the table, the report speaks of no other way', () => {
  const { report, page } = shown(mysql)
  assert.equal(mysql.spaceLeft, undefined)
  assert.ok(report.space.every((one) => !('rest' in one)))
  assert.match(report.next.join('\n'), /could return about/)
  assert.doesNotMatch(page + report.next.join('\n'), /pg_repack|VACUUM/)
})

test('the disk of a backlog on PostgreSQL is told with the way in which it comes back', () => {
  const of = backlog(76_000_000, 4_000_000)
  const text = (words: Parameters<typeof planned>[0]) => {
    const [database] = of.databases
    assert.ok(database)
    const sizes = [{ table: 'T', data: gibibyte, index: 0, free: 0 }]
    const its = { ...database, sizes, words: kept(words) }
    const found = backlogFound(run(), 'prod', {
      ...planned({}),
      'measure-production': { ...of, databases: [its] },
    })
    return found === null ? '' : backlogText(found)
  }
  assert.match(
    text(postgres),
    pattern(/could return about [\d.]+ MiB of disk\. A rebuild \(REINDEX\) /, told),
  )
  assert.match(text(mysql), /could return about/)
  assert.doesNotMatch(text(mysql), told)
})
