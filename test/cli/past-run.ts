import type { PastRun } from '../../functions/report/schema.ts'

/** A run of one table, as the index of runs keeps it. */
export const past = (runId: string, more: object, table: Partial<PastRun['tables'][number]>) => ({
  runId,
  outcome: 'succeeded',
  mode: 'purge',
  finishedAt: '2026-11-22T07:00:00.000Z',
  sha256: '0'.repeat(64),
  tables: [
    {
      ...{ database: 'apim', table: 'T', before: 9_000, dead: 4_000, rehearsed: 4_000 },
      ...{ deleted: null, after: 5_000, left: 4_000, ...table },
    },
  ],
  ...more,
})
