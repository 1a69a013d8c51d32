import { writeArchive } from '../functions/aws/write-archive.ts'
import { limitsSchema } from '../functions/contract/environment.ts'
import { bindRules } from '../functions/rules/bind.ts'
import { keepRows, longestRow } from '../functions/archive/keep-rows.ts'
import { answers, observe, type Observed } from '../functions/measure/observe.ts'
import { planRules } from '../functions/rules/plan-rules.ts'
import { prove } from '../functions/checks/all-checks.ts'
import { sharedChildren } from '../functions/rules/living-parents.ts'
import { purge } from '../functions/purge/purge.ts'
import { purgedSoFar } from '../functions/purge/purge-account.ts'
import { rules } from '../functions/rules/rules.ts'
import { readSchema } from '../functions/engines/schema.ts'
import { rangeSize } from '../functions/walk/range-size.ts'
import { emptyOf } from '../functions/walk/empty-tables.ts'
import type { Walk } from '../functions/walk/walk.ts'
import { openEngine } from '../functions/engines/engines.ts'
import { benchCheckpoint, benchPermit } from './as-deployed.ts'
import { drydockJobSchema, ownPeakBytes, readJob } from './job.ts'
import { safePeriod } from './rule-conditions.ts'

// What Drydock's functions do to one database, in a process of its own: the same code, without Step
// Functions around it.
const { access, engine, start, share, deployed, second, batchMilliseconds, archive, checks } =
  await readJob(drydockJobSchema)
const name = access.database
const dialect = await openEngine(engine, 'the bench')
const database = await dialect.open({ ...access, tls: false })
const schema = await readSchema(database, dialect, name)
const planned = planRules(rules, start, { rules: {}, safePeriod }, {})
// As a run is planned: what is empty is not asked of.
const asked = bindRules(rules, planned, schema)
const empty = await emptyOf(database, dialect, sharedChildren(asked.rules, { rules, schema }))
const bound = bindRules(rules, planned, schema, undefined, empty)
const clock = {
  now: () => performance.now(),
  sleep: (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds)),
  random: Math.random,
}
// Each function's call has a step size of its own.
const along = (): Walk => ({
  database,
  dialect,
  clock,
  size: rangeSize(batchMilliseconds),
  share,
  spent: () => false,
})
const observed = (): Observed => ({
  along: along(),
  bound,
  schema,
  target: 'clone',
  at: new Date(start),
})
const timed = async <T>(work: () => Promise<T>): Promise<readonly [T, number]> => {
  const began = performance.now()
  return [await work(), (performance.now() - began) / 1000]
}

const before = checks
  ? await timed(async () => {
      const scene = observed()
      const { progress } = await observe(scene, null)
      return {
        database: name,
        schema: schema.fingerprint,
        skipped: [],
        leftovers: [],
        plans: [],
        tables: progress.rows.tables,
        invariants: await answers(scene, progress, null),
      }
    })
  : null

const follower = deployed === true ? benchPermit(database, dialect, clock) : null
const [purged, seconds] = await timed(async () => {
  const walk: Walk = { ...along(), permit: follower?.permit }
  const deployment = { cloneSecurityGroup: 'none', evidenceBucket: 'bench', reportTopic: 'none' }
  const cutoffOf = (rule: string) => planned.find((one) => one.rule === rule)?.cutoff ?? ''
  const keep = archive
    ? keepRows(writeArchive({ runId: 'bench', deployment }, 'bench'), 'full', {
        database: name,
        schema: schema.fingerprint,
        cutoffOf,
        longest: await longestRow(database, dialect),
      })
    : null
  const checkpoint = deployed === true ? { checkpoint: benchCheckpoint(deployment) } : {}
  const opening = {
    open: () => dialect.open({ ...access, tls: false }),
    longest: 30_000,
    failed: (why: unknown) => console.error(why),
  }
  return (
    await purge(walk, bound, null, () => undefined, {
      keep,
      ...checkpoint,
      ...(second === true && { second: opening }),
    })
  ).progress
})

const after =
  before &&
  (await timed(async () => {
    const scene = observed()
    const { progress } = await observe(scene, null)
    const found = {
      measured: { databases: [before[0]] },
      purged: { done: true, databases: [purgedSoFar(name, purged)], progress: null },
      rehearsed: null,
    }
    const { checks: judged } = await prove(
      {
        ...scene,
        name,
        before: found,
        limits: limitsSchema.parse({}),
        production: null,
        own: [],
        archived: false,
      },
      progress,
    )
    for (const { check, passed, detail } of judged)
      if (!passed) throw new Error(`the check ${check} failed: ${detail}`)
  }))
await database.close()
console.log(
  JSON.stringify({
    peakBytes: ownPeakBytes(),
    batches: purged.batches,
    pace: follower?.pace.map((share) => Math.round(share * 100) / 100),
    phases: { measure: before?.[1] ?? null, purge: seconds, verify: after?.[1] ?? null },
  }),
)
