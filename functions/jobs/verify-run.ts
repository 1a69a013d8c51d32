import type { z } from 'zod'
import { evidence } from '../aws/evidence.ts'
import { readArchive } from '../aws/read-archive.ts'
import { rosterStore } from '../aws/roster.ts'
import { prove, type Proof } from '../checks/all-checks.ts'
import { hoursSince, readBefore } from '../checks/verify.ts'
import { NamedError } from '../contract/errors.ts'
import { verifyProgressSchema, type VerifyProgress } from '../contract/count-progress.ts'
import { verifiedDatabaseSchema, type Verified } from '../contract/evidence.ts'
import { otherDatabasesSchema } from '../contract/other-databases.ts'
import type { rowsEventSchema, RowsResult } from '../contract/steps.ts'
import { observe } from '../measure/observe.ts'
import { readLeft } from '../measure/read-left.ts'
import { explainMissing } from '../measure/look-up.ts'
import { judgeOthers } from '../preflight/other-databases.ts'
import { eachDatabase, type Worked } from './each-database.ts'
import type { OpenDatabase } from './open-planned.ts'
import { otherDatabases } from './other-databases.ts'
import { readingRows } from './read-production.ts'
import type { TimedSurroundings } from './timed.ts'

type Event = z.infer<typeof rowsEventSchema>
type Before = Awaited<ReturnType<typeof readBefore>>
type Verifying = Promise<Worked<VerifyProgress, Verified['databases'][number]>>

/** Measures the databases of a source again and judges them. @throws NamedError CheckFailed */
export async function verifyRun(
  event: Event,
  surroundings: TimedSurroundings,
): Promise<RowsResult> {
  const { run, source, target, progress } = event
  const { how, answer } = readingRows(event, surroundings)
  const kept = evidence(run)
  const before = await readBefore((name) => kept.get(source.name, name), target)
  const result = await eachDatabase({
    run,
    source,
    target,
    progress,
    ...surroundings,
    ...how,
    purged: true,
    inner: verifyProgressSchema,
    outcome: verifiedDatabaseSchema,
    work: (open, from) => verifyDatabase(event, before, open, from),
    async finish(databases) {
      const verified: Verified = { databases: [...databases] }
      await kept.put(source.name, `verify-${target}`, verified)
      refuseFailed(event, verified)
    },
  })
  return answer(result)
}

async function verifyDatabase(
  event: Event,
  before: Before,
  open: OpenDatabase,
  from: VerifyProgress | null,
): Verifying {
  const { run, target } = event
  const proof: Proof = {
    ...open,
    before,
    target,
    limits: run.limits,
    own: run.checks,
    archived: run.archive.mode !== 'off',
    at: new Date(run.startedAt),
    hours: hoursSince(before, Date.now()),
  }
  const { done, progress: inner } =
    from?.roster === undefined
      ? await observe({ ...proof, ...rostersOf(event, before, open.name) }, from)
      : { done: true, progress: from }
  if (!done) return { inner }
  return target === 'production'
    ? proveProduction(event, proof, { ...inner, roster: from?.roster ?? null })
    : proveClone(event, proof, inner)
}

/** On production each key of the roster is looked up in the same pass. */
const rostersOf = ({ run, source, target }: Event, before: Before, name: string) =>
  target === 'clone'
    ? {}
    : { store: rosterStore(run, source.name), rostered: countedOf(before, name) }

const countedOf = ({ measured }: Before, name: string) =>
  measured.databases.find(({ database }) => database === name)?.tables ?? []

/** On production each row that is missing is explained before the checks. */
async function proveProduction(
  { run, source }: Event,
  proof: Proof,
  at: VerifyProgress,
): Verifying {
  const { name, before } = proof
  const archive =
    run.archive.mode === 'off' ? null : readArchive(run.deployment, run.runId, source.name)
  const { done, progress } = await explainMissing(
    { ...proof, database: name, store: rosterStore(run, source.name), archive },
    countedOf(before, name),
    at.rows.tables,
    at.roster ?? null,
  )
  if (!done) return { inner: { ...at, roster: progress } }
  return { outcome: await prove({ ...proof, rosters: progress.verdicts }, at) }
}

/** On the clone the server's other databases are looked at too, with the source's first. */
async function proveClone({ run, source }: Event, proof: Proof, at: VerifyProgress): Verifying {
  if (proof.name !== source.databases[0]?.name) return { outcome: await prove(proof, at) }
  const others = await otherDatabases(run, source, proof.along, 'after')
  if (others === null) return { inner: at }
  const was = await readLeft(
    (step) => evidence(run).get(source.name, step),
    'others-before-clone',
    otherDatabasesSchema,
  )
  const check = judgeOthers(proof.name, was, others)
  const proved = await prove(proof, at)
  return { outcome: { ...proved, checks: [...proved.checks, check] } }
}

/** @throws NamedError CheckFailed */
function refuseFailed({ target }: Event, { databases }: Verified): void {
  const failed = databases.flatMap(({ checks }) => checks).filter(({ passed }) => !passed)
  if (failed.length > 0)
    throw new NamedError(
      'CheckFailed',
      failed
        .map(({ check, database, detail }) => `${check} (${target}, ${database}): ${detail}`)
        .join('\n'),
    )
}
