import type { z } from 'zod'
import { evidence } from '../aws/evidence.ts'
import { rosterStore } from '../aws/roster.ts'
import { readPlans } from '../checks/query-plans.ts'
import { observeProgressSchema, type ObserveProgress } from '../contract/count-progress.ts'
import { measuredDatabaseSchema, measuredSchema, type Measured } from '../contract/evidence.ts'
import type { rowsEventSchema, RowsResult } from '../contract/steps.ts'
import { ask } from '../engines/database.ts'
import { countsForPurge, stillCounts } from '../gates/counted-once.ts'
import { answers, hasEveryRoster, observe, type Observed } from '../measure/observe.ts'
import { readLeftovers, readUncleaned } from '../preflight/leftovers.ts'
import { stopEvents } from '../preflight/stop-events.ts'
import { readTriggers } from '../purge/delete-triggers.ts'
import { readSizes } from '../reclaim/space.ts'
import { eachDatabase, type Worked } from './each-database.ts'
import type { OpenDatabase } from './open-planned.ts'
import { otherDatabases } from './other-databases.ts'
import { readingRows } from './read-production.ts'
import type { TimedSurroundings } from './timed.ts'

type Event = z.infer<typeof rowsEventSchema>
type MeasuredDatabase = Measured['databases'][number]

/**
 * Measures the databases of a source, and stores what was counted as evidence. What the gates were
 * judged by right before is not counted again.
 */
export async function measureRun(
  event: Event,
  surroundings: TimedSurroundings,
): Promise<RowsResult> {
  const { run, source, target, progress, again = false } = event
  const { how, answer } = readingRows(event, surroundings)
  const counted = again && progress == null ? await countedBefore(event) : null
  const rosters = target === 'production' && (again || countsForPurge(run))
  const result = await eachDatabase({
    run,
    source,
    target,
    progress,
    ...surroundings,
    ...how,
    inner: observeProgressSchema,
    outcome: measuredDatabaseSchema,
    async work(open, from) {
      const before = counted?.databases.find(({ database }) => database === open.name)
      const archived = run.archive.mode !== 'off'
      return before !== undefined && hasEveryRoster(open.bound.tables, archived, before.tables)
        ? { outcome: before }
        : measureDatabase(event, rosters, open, from)
    },
    finish: (databases) =>
      evidence(run).putFirst(source.name, `${again ? 'recount' : 'measure'}-${target}`, {
        databases,
        at: counted?.at ?? new Date().toISOString(),
        ...(rosters && { rosters }),
      } satisfies Measured),
  })
  return answer(result)
}

/** What MeasureProduction counted, if the purge may take it for its own count. */
async function countedBefore({ run, source }: Event): Promise<Measured | null> {
  const kept = measuredSchema.safeParse(await evidence(run).get(source.name, 'measure-production'))
  return kept.success && stillCounts(kept.data, Date.now()) ? kept.data : null
}

async function measureDatabase(
  { run, source, target }: Event,
  rosters: boolean,
  { name, along, bound, schema, onRange }: OpenDatabase,
  from: ObserveProgress | null,
): Promise<Worked<ObserveProgress, MeasuredDatabase>> {
  // The clone's other databases, before anything is counted.
  if (target === 'clone' && from === null) await stopEvents(along)
  const observed: Observed = {
    along,
    bound,
    schema,
    target,
    at: new Date(run.startedAt),
    onRange,
    store: rosters ? rosterStore(run, source.name) : null,
    archived: run.archive.mode !== 'off',
  }
  const { done, progress: inner } = await observe(observed, from)
  if (!done) return { inner }
  const first = name === source.databases[0]?.name
  if (target === 'clone' && first && !(await otherDatabases(run, source, along, 'before')))
    return { inner }
  const { tables } = inner.rows
  const touched = bound.tables.map(({ table }) => table.name)
  return {
    outcome: {
      database: name,
      schema: schema.fingerprint,
      skipped: [...bound.skipped],
      leftovers: await readLeftovers(along, name),
      uncleaned: await readUncleaned(along, name, tables),
      plans: await readPlans(along, bound),
      sizes: await readSizes(along, name, touched),
      settings: await ask(along.database, along.dialect.server.settings),
      triggers: await readTriggers(along, bound),
      words: {
        refresh: along.dialect.words.refresh,
        grantTriggers: along.dialect.words.grantTriggers(name),
        spaceLeft: along.dialect.words.spaceLeft,
      },
      tables,
      invariants: await answers(observed, inner, null),
    },
  }
}
