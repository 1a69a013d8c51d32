import { evidence } from './aws/evidence.ts'
import { measuredDatabaseSchema, measureProgressSchema } from './contract/evidence.ts'
import { rowsEventSchema } from './contract/steps.ts'
import { measure } from './purge/measure.ts'
import { readLeftovers } from './purge/leftovers.ts'
import { readPlans } from './purge/query-plans.ts'
import { eachDatabase } from './runtime/each-database.ts'
import { step } from './runtime/step.ts'

/** Counts and hashes rows by class before anything is deleted. */
export const handler = step(rowsEventSchema, ({ run, source, target, progress }, surroundings) =>
  eachDatabase({
    run, source, target, progress, ...surroundings, inner: measureProgressSchema, outcome: measuredDatabaseSchema,
    async work({ name, along, bound, schema, onStep }, from) {
      const { done, progress: inner } = await measure(along, bound, target, from, onStep)
      if (!done) return { inner }
      return { outcome: { database: name, schema: schema.fingerprint, skipped: [...bound.skipped], leftovers: await readLeftovers(along, name), plans: await readPlans(along, bound), tables: inner.tables } }
    },
    finish: (databases) => evidence(run).put(source.instance, `measure-${target}`, { databases }),
  }),
)
