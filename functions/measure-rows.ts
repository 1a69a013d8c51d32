import { evidence } from './aws/evidence.ts'
import { rosterStore } from './aws/roster.ts'
import { measuredDatabaseSchema, observeProgressSchema } from './contract/evidence.ts'
import { rowsEventSchema } from './contract/steps.ts'
import { readLeftovers, readUncleaned } from './preflight/leftovers.ts'
import { ask } from './engines/database.ts'
import { readPlans } from './checks/query-plans.ts'
import { answers, observe } from './measure/observe.ts'
import { readTriggers } from './purge/delete-triggers.ts'
import { eachDatabase } from './jobs/each-database.ts'
import { otherDatabases } from './jobs/other-databases.ts'
import { readingRows } from './jobs/read-production.ts'
import { readSizes } from './reclaim/space.ts'
import { stopEvents } from './preflight/stop-events.ts'
import { keptProgress } from './jobs/kept-progress.ts'
import { step } from './runtime/step.ts'
import { timed, type TimedSurroundings } from './jobs/timed.ts'
import type { z } from 'zod'

/** Counts and hashes rows by class, and what the application finds, before anything is deleted. */
export const handler = step(
  rowsEventSchema,
  timed('measure', (event, surroundings) =>
    keptProgress(event, event.again ? 'recount' : 'measure', (progress) =>
      measureRun({ ...event, progress }, surroundings),
    ),
  ),
)

async function measureRun(event: z.infer<typeof rowsEventSchema>, surroundings: TimedSurroundings) {
  const { run, source, target, progress, again = false } = event
  const { how, answer } = readingRows(event, surroundings)
  const store = again ? rosterStore(run, source.name) : null
  const result = await eachDatabase({
    run,
    source,
    target,
    progress,
    ...surroundings,
    ...how,
    inner: observeProgressSchema,
    outcome: measuredDatabaseSchema,
    async work({ name, along, bound, schema, onRange }, from) {
      // The clone's other databases, before anything is counted.
      if (target === 'clone' && from === null) await stopEvents(along)
      const at = new Date(run.startedAt)
      const archived = run.archive.mode !== 'off'
      const observed = { along, bound, schema, target, at, onRange, store, archived }
      const { done, progress: inner } = await observe(observed, from)
      if (!done) return { inner }
      const first = name === source.databases[0]?.name
      if (target === 'clone' && first && !(await otherDatabases(run, source, along, 'before')))
        return { inner }
      return {
        outcome: {
          database: name,
          schema: schema.fingerprint,
          skipped: [...bound.skipped],
          leftovers: await readLeftovers(along, name),
          uncleaned: await readUncleaned(along, name, inner.rows.tables),
          plans: await readPlans(along, bound),
          sizes: await readSizes(
            along,
            name,
            bound.tables.map(({ table }) => table.name),
          ),
          settings: await ask(along.database, along.dialect.server.settings),
          triggers: await readTriggers(along, bound),
          tables: inner.rows.tables,
          invariants: await answers(observed, inner, null),
        },
      }
    },
    finish: (databases) =>
      evidence(run).putFirst(source.name, `${again ? 'recount' : 'measure'}-${target}`, {
        databases,
        at: new Date().toISOString(),
      }),
  })
  return answer(result)
}
