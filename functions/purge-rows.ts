import { evidence } from './aws/evidence.ts'
import { readParameter } from './aws/parameter.ts'
import { controlName } from './contract/control.ts'
import { purgedDatabaseSchema, purgedSchema, purgeProgressSchema, type Purged } from './contract/evidence.ts'
import { rowsEventSchema } from './contract/steps.ts'
import { killSwitch } from './purge/kill-switch.ts'
import { purge, purgedSoFar } from './purge/purge.ts'
import { pauseFor, secondsToOpen } from './purge/window.ts'
import { eachDatabase } from './runtime/each-database.ts'
import { step } from './runtime/step.ts'

/** Deletes the dead rows of a clone or of production: the same statements, another target. */
export const handler = step(rowsEventSchema, async ({ run, source, target, progress }, { clock, spent, logger }) => {
  const kept = evidence(run)
  const name = `purge-${target}`
  // A call that failed is tried again with the progress from before it: the account knows what it did meanwhile.
  const before = purgedSchema.nullable().parse(await kept.get(source.instance, name))
  if (before?.done === true) return { done: true, progress: null }
  const shut = () => target === 'production' && secondsToOpen(run.window, Date.now()) > 0
  const pause = (reached: unknown, underWay: boolean) => ({ done: false, progress: reached, waitSeconds: pauseFor(run, source.instance, Date.now(), underWay) })
  if (shut()) return pause(progress, before !== null)
  const keep = (account: Purged) => kept.put(source.instance, name, account)
  // From here on something may be deleted: a run that never came so far has no account at all.
  if (before === null) await keep({ done: false, databases: [], progress })
  const answer = await eachDatabase({
    run, source, target, clock, spent: () => spent() || shut(), permit: target === 'production' ? killSwitch(controlName(run.environment), readParameter, clock) : undefined, inner: purgeProgressSchema, outcome: purgedDatabaseSchema,
    progress: before === null ? progress : before.progress,
    async work({ name: database, along, bound }, from, reached) {
      const { done, progress: inner } = await purge(along, bound, from, (event, now) => (reached(now), logger.debug({ target, database, ...event }, 'step')))
      return done ? { outcome: purgedSoFar(database, inner) } : { inner }
    },
    account: (at) => keep({ done: false, databases: [...at.finished, ...(at.inner === null ? [] : [purgedSoFar(source.databases[at.database]?.name ?? '', at.inner)])], progress: at }),
    finish: (databases) => keep({ done: true, databases: [...databases], progress: null }),
  })
  return !answer.done && shut() ? pause(answer.progress, true) : answer
})
