import { evidence } from './aws/evidence.ts'
import { rowsEventSchema } from './contract/steps.ts'
import { purge, type PurgeProgress } from './purge/purge.ts'
import { eachDatabase } from './runtime/each-database.ts'
import { step } from './runtime/step.ts'

/** Deletes the dead rows of a clone or of production: the same statements, another target. */
export const handler = step(rowsEventSchema, ({ run, source, target, progress }, { clock, spent, logger }) =>
  eachDatabase({
    run, source, target, progress, clock, spent,
    async work({ name, along, bound }, from: PurgeProgress | null) {
      const { done, progress: inner } = await purge(along, bound, from, (event) => logger.debug({ target, database: name, ...event }, 'step'))
      const { deleted, steps, milliseconds } = inner
      return done ? { outcome: { database: name, tables: deleted, steps, milliseconds } } : { inner }
    },
    finish: (databases) => evidence(run).put(source.instance, `purge-${target}`, { databases }),
  }),
)
