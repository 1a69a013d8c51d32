import { evidence } from './aws/evidence.ts'
import { NamedError } from './contract/errors.ts'
import { measureProgressSchema, verifiedDatabaseSchema, type Verified } from './contract/evidence.ts'
import { rowsEventSchema } from './contract/steps.ts'
import { measure } from './purge/measure.ts'
import { readBefore, verify } from './purge/verify.ts'
import { eachDatabase } from './runtime/each-database.ts'
import { step } from './runtime/step.ts'

/** Measures again and judges: any check that fails ends the run. */
export const handler = step(rowsEventSchema, async ({ run, source, target, progress }, surroundings) => {
  const kept = evidence(run)
  const before = await readBefore((name) => kept.get(source.instance, name), target)
  return eachDatabase({
    run, source, target, progress, ...surroundings, inner: measureProgressSchema, outcome: verifiedDatabaseSchema,
    async work(open, from) {
      const { done, progress: inner } = await measure(open.along, open.bound, target, from, open.onStep)
      return done ? { outcome: await verify({ ...open, before, target, limits: run.limits }, inner.tables) } : { inner }
    },
    async finish(databases) {
      const checks = databases.flatMap((one) => one.checks)
      const verified: Verified = { databases: [...databases] }
      await kept.put(source.instance, `verify-${target}`, verified)
      const failed = checks.filter(({ passed }) => !passed)
      if (failed.length > 0) throw new NamedError('CheckFailed', failed.map(({ check, database, detail }) => `${check} (${target}, ${database}): ${detail}`).join('\n'))
    },
  })
})
