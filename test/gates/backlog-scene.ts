import type { ConfirmedBacklog } from '../../functions/contract/backlog.ts'
import { limitsSchema } from '../../functions/contract/environment.ts'
import type { Measured } from '../../functions/contract/evidence.ts'
import type { Run } from '../../functions/contract/steps.ts'
import type { For, PassedRun } from '../../functions/gates/backlog.ts'
import { dead, valid } from '../../functions/measure/row-classes.ts'
import { planned } from '../purge/planned.ts'

export const limits = limitsSchema.parse({})
export const day = 86_400_000
export const monday = Date.parse('2026-03-02T02:00:00Z')

/** T of a source with so many dead rows and living ones. */
export const measured = (gone: number, live: number, schema = 's'): Measured => ({
  databases: [
    {
      database: 'apim',
      schema,
      skipped: [],
      leftovers: [],
      plans: [],
      tables: [
        {
          table: 'T',
          rule: 'tokens',
          kind: 'rule',
          classes: [
            { name: dead, rows: gone, hash: '0', other: 0 },
            { name: valid, rows: live, hash: '0', other: 0 },
          ],
          settled: true,
          reading: null,
        },
      ],
    },
  ],
})
export const deleted = (rows: number): PassedRun['purged'] => ({
  databases: [
    {
      database: 'apim',
      tables: [{ table: 'T', rows, old: rows, hash: '0' }],
      batches: 1,
      milliseconds: 1,
    },
  ],
})
export const passed = (
  gone: number,
  live: number,
  went: number | null,
  failed = false,
): PassedRun => ({
  measured: measured(gone, live),
  purged: went === null ? null : deleted(went),
  verified: true,
  failed,
})

export const run = (more: Partial<Run> = {}): Run =>
  ({
    runId: 'weekly',
    environment: 'test',
    startedAt: new Date(monday).toISOString(),
    limits,
    archive: { mode: 'full' },
    rules: planned(new Date(monday)),
    ...more,
  }) as Run
export const terms = 'a'.repeat(64)
export const asked: For = {
  environment: 'test',
  source: 'one',
  terms,
  runId: 'weekly',
  at: monday + 7 * day,
}
export const confirmed = (more: Partial<ConfirmedBacklog> = {}): ConfirmedBacklog => ({
  environment: 'test',
  source: 'one',
  terms,
  confirmedBy: 'first',
  confirmedAt: new Date(monday).toISOString(),
  runs: [],
  closedBy: null,
  ...more,
})
