import { evidence } from './aws/evidence.ts'
import { writeArchive } from './aws/write-archive.ts'
import { purgedDatabaseSchema, purgedSchema, purgeProgressSchema, type Purged } from './contract/evidence.ts'
import { rowsEventSchema } from './contract/steps.ts'
import { keepRows } from './purge/keep-rows.ts'
import { purge, purgedSoFar } from './purge/purge.ts'
import { eachDatabase } from './runtime/each-database.ts'
import { step } from './runtime/step.ts'

/** Deletes the dead rows of a clone or of production: the same statements, another target. */
export const handler = step(rowsEventSchema, async ({ run, source, target, progress }, surroundings) => {
  const kept = evidence(run)
  const name = `purge-${target}`
  // A call that failed is tried again with the progress from before it: the account knows what it did meanwhile.
  const before = purgedSchema.nullable().parse(await kept.get(source.instance, name))
  if (before?.done === true) return { done: true, progress: null }
  const archive = target === 'production' ? writeArchive(run, source.instance) : null
  const cutoffOf = (rule: string) => run.rules.find((planned) => planned.rule === rule)?.cutoff ?? run.cutoff
  const keep = (account: Purged) => kept.put(source.instance, name, account)
  return eachDatabase({
    run, source, target, ...surroundings, inner: purgeProgressSchema, outcome: purgedDatabaseSchema,
    progress: before === null ? progress : before.progress,
    async work({ name: database, along, bound, schema, onStep }, from, reached) {
      const rows = archive && keepRows(along, archive, run.archive.mode, { database, schema: schema.fingerprint, cutoffOf })
      const { done, progress: inner } = await purge(along, bound, from, (done, now) => (reached(now), onStep(done)), rows)
      return done ? { outcome: purgedSoFar(database, inner) } : { inner }
    },
    account: (at) => keep({ done: false, databases: [...at.finished, ...(at.inner === null ? [] : [purgedSoFar(source.databases[at.database]?.name ?? '', at.inner)])], progress: at }),
    finish: (databases) => keep({ done: true, databases: [...databases], progress: null }),
  })
})
