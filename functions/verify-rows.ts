import { evidence } from './aws/evidence.ts'
import { NamedError } from './contract/errors.ts'
import {
  observeProgressSchema,
  otherDatabasesSchema,
  verifiedDatabaseSchema,
  type Verified,
} from './contract/evidence.ts'
import { rowsEventSchema } from './contract/steps.ts'
import { observe } from './purge/observe.ts'
import { judgeOthers } from './purge/other-databases.ts'
import { prove } from './purge/prove.ts'
import { readLeft } from './purge/read-left.ts'
import { readBefore } from './purge/verify.ts'
import { eachDatabase } from './runtime/each-database.ts'
import { otherDatabases } from './runtime/other-databases.ts'
import { keptProgress } from './runtime/kept-progress.ts'
import { step, type Surroundings } from './runtime/step.ts'
import { timed } from './runtime/timed.ts'
import type { z } from 'zod'

/** Measures again and judges: any check that fails ends the run. */
export const handler = step(
  rowsEventSchema,
  timed('verify', (event, surroundings) =>
    keptProgress(event, 'verify', (progress) => verifyRun({ ...event, progress }, surroundings)),
  ),
)

async function verifyRun(
  { run, source, target, progress }: z.infer<typeof rowsEventSchema>,
  surroundings: Surroundings,
) {
  const kept = evidence(run)
  const before = await readBefore((name) => kept.get(source.name, name), target)
  return eachDatabase({
    run,
    source,
    target,
    progress,
    ...surroundings,
    inner: observeProgressSchema,
    outcome: verifiedDatabaseSchema,
    async work(open, from) {
      const proof = {
        ...open,
        before,
        target,
        limits: run.limits,
        own: run.checks,
        at: new Date(run.startedAt),
      }
      const { done, progress: inner } = await observe(proof, from)
      if (!done) return { inner }
      if (target === 'production' || open.name !== source.databases[0]?.name)
        return { outcome: await prove(proof, inner) }
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
}
