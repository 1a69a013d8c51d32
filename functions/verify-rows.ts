import { evidence } from './aws/evidence.ts'
import { readArchive } from './aws/read-archive.ts'
import { rosterStore } from './aws/roster.ts'
import { NamedError } from './contract/errors.ts'
import { verifiedDatabaseSchema, verifyProgressSchema, type Verified } from './contract/evidence.ts'
import { otherDatabasesSchema } from './contract/other-databases.ts'
import { rowsEventSchema } from './contract/steps.ts'
import { observe } from './measure/observe.ts'
import { judgeOthers } from './preflight/other-databases.ts'
import { prove } from './checks/prove.ts'
import { readLeft } from './measure/read-left.ts'
import { lookUp } from './measure/roster.ts'
import { hoursSince, readBefore } from './checks/verify.ts'
import { eachDatabase } from './jobs/each-database.ts'
import { otherDatabases } from './jobs/other-databases.ts'
import { keptProgress } from './jobs/kept-progress.ts'
import { readingRows } from './jobs/read-production.ts'
import { step } from './runtime/step.ts'
import { timed, type TimedSurroundings } from './jobs/timed.ts'
import type { z } from 'zod'

/** Measures again and judges: any failed check ends the run. */
export const handler = step(
  rowsEventSchema,
  timed('verify', (event, surroundings) =>
    keptProgress(event, 'verify', (progress) => verifyRun({ ...event, progress }, surroundings)),
  ),
)

async function verifyRun(event: z.infer<typeof rowsEventSchema>, surroundings: TimedSurroundings) {
  const { run, source, target, progress } = event
  const { how, answer } = readingRows(event, surroundings)
  const store = target === 'production' ? rosterStore(run, source.name) : null
  const archive =
    run.archive.mode === 'off' ? null : readArchive(run.deployment, run.runId, source.name)
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
    async work(open, from) {
      const proof = {
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
        from?.roster === undefined ? await observe(proof, from) : { done: true, progress: from }
      if (!done) return { inner }
      if (store !== null) {
        const counted = before.measured.databases.find(({ database }) => database === open.name)
        const looked = await lookUp(
          { ...open, database: open.name, store, archive },
          counted?.tables ?? [],
          from?.roster ?? null,
        )
        if (!looked.done) return { inner: { ...inner, roster: looked.progress } }
        return { outcome: await prove({ ...proof, rosters: looked.progress.verdicts }, inner) }
      }
      if (open.name !== source.databases[0]?.name) return { outcome: await prove(proof, inner) }
      const others = await otherDatabases(run, source, open.along, 'after')
      if (others === null) return { inner }
      const was = await readLeft(
        (left) => kept.get(source.name, left),
        'others-before-clone',
        otherDatabasesSchema,
      )
      const check = judgeOthers(open.name, was, others)
      const proved = await prove(proof, inner)
      return {
        outcome: { ...proved, checks: [...proved.checks, check] },
      }
    },
    async finish(databases) {
      const checks = databases.flatMap((one) => one.checks)
      const verified: Verified = { databases: [...databases] }
      await kept.put(source.name, `verify-${target}`, verified)
      const failed = checks.filter(({ passed }) => !passed)
      if (failed.length > 0)
        throw new NamedError(
          'CheckFailed',
          failed
            .map(({ check, database, detail }) => `${check} (${target}, ${database}): ${detail}`)
            .join('\n'),
        )
    },
  })
  return answer(result)
}
