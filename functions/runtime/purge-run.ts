import { evidence } from '../aws/evidence.ts'
import { readParameter } from '../aws/parameter.ts'
import { writeArchive } from '../aws/write-archive.ts'
import { controlName } from '../contract/control.ts'
import { purgedDatabaseSchema, purgedSchema, purgeProgressSchema, type Purged } from '../contract/evidence.ts'
import type { rowsEventSchema, RowsResult } from '../contract/steps.ts'
import { keepRows } from '../purge/keep-rows.ts'
import { killSwitch } from '../purge/kill-switch.ts'
import { addToPace } from '../purge/pace.ts'
import { purge, purgedSoFar } from '../purge/purge.ts'
import { pauseFor, secondsToOpen } from '../purge/window.ts'
import { eachDatabase } from './each-database.ts'
import type { Surroundings } from './step.ts'
import type { z } from 'zod'

/**
 * Purges the databases of a clone, or of production: there within the window, by leave of the switch, and with every row
 * archived before it goes. What it did is on record at the end of each call, also of one that fails.
 */
export async function purgeRun({ run, source, target, progress }: z.infer<typeof rowsEventSchema>, surroundings: Surroundings): Promise<RowsResult> {
  const { clock, spent } = surroundings
  const [kept, name, live] = [evidence(run), `purge-${target}`, target === 'production']
  // A call that failed is tried again with the progress from before it: the account knows what it did meanwhile.
  const before = purgedSchema.nullable().parse(await kept.get(source.name, name))
  if (before?.done === true) return { done: true, progress: null }
  const shut = () => live && secondsToOpen(run.window, Date.now()) > 0
  const pause = (reached: unknown, underWay: boolean) => ({ done: false, progress: reached, waitSeconds: pauseFor(run, source.name, Date.now(), underWay) })
  if (shut()) return pause(progress, before !== null)
  let pace = before?.pace
  const keep = (account: Purged) => kept.put(source.name, name, { ...account, ...(pace && { pace }) })
  // From here on something may be deleted: a run that never came so far has no account at all.
  if (before === null) await keep({ done: false, databases: [], progress })
  const archive = live ? writeArchive(run, source.name) : null
  const cutoffOf = (rule: string) => run.rules.find((planned) => planned.rule === rule)?.cutoff ?? run.cutoff
  const answer = await eachDatabase({
    run, source, target, ...surroundings, inner: purgeProgressSchema, outcome: purgedDatabaseSchema,
    spent: () => spent() || shut(),
    permit: live ? killSwitch(controlName(run.environment), readParameter, clock) : undefined,
    progress: before === null ? progress : before.progress,
    async work({ name: database, along, bound, schema, onStep }, from, reached, checkpoint) {
      const rows = archive && keepRows(along, archive, run.archive.mode, { database, schema: schema.fingerprint, cutoffOf })
      const { done, progress: inner } = await purge(along, bound, from, (step, now) => (reached(now), (pace = addToPace(pace, Date.now(), step.deleted)), onStep(step)), rows, checkpoint)
      return done ? { outcome: purgedSoFar(database, inner) } : { inner }
    },
    account: (at) => keep({ done: false, databases: [...at.finished, ...(at.inner === null ? [] : [purgedSoFar(source.databases[at.database]?.name ?? '', at.inner)])], progress: at }),
    finish: (databases) => keep({ done: true, databases: [...databases], progress: null }),
  })
  return !answer.done && shut() ? pause(answer.progress, true) : answer
}
