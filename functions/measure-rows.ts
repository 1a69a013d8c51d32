import { evidence } from './aws/evidence.ts'
import { rowsEventSchema } from './contract/steps.ts'
import { measure, type MeasureProgress } from './purge/measure.ts'
import { eachDatabase } from './runtime/each-database.ts'
import { step } from './runtime/step.ts'

/** Counts and hashes rows by class before anything is deleted. */
export const handler = step(rowsEventSchema, ({ run, source, target, progress }, { clock, spent }) =>
  eachDatabase({
    run, source, target, progress, clock, spent,
    async work({ name, along, bound, schema }, from: MeasureProgress | null) {
      const { done, progress: inner } = await measure(along, bound, target, from)
      return done ? { outcome: { database: name, schema: schema.fingerprint, skipped: bound.skipped, tables: inner.tables } } : { inner }
    },
    finish: (databases) => evidence(run).put(source.instance, `measure-${target}`, { databases }),
  }),
)
