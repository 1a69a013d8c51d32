import type { z } from 'zod'
import { evidence } from '../aws/evidence.ts'
import { fencedEvidence } from '../aws/fenced-evidence.ts'
import { writeArchive } from '../aws/write-archive.ts'
import {
  measuredSchema,
  purgedDatabaseSchema,
  purgedSchema,
  purgeProgressSchema,
} from '../contract/evidence.ts'
import { preflightSchema } from '../contract/preflight.ts'
import type { rowsEventSchema, RowsResult } from '../contract/steps.ts'
import { pauseFor, purgeIsOver, secondsToOpen } from '../gates/window.ts'
import type { Surroundings } from '../runtime/surroundings.ts'
import { Account } from './account.ts'
import { eachDatabase } from './each-database.ts'
import { noteRetries } from './notes.ts'
import { purgeDatabase, type Purging } from './purge-database.ts'
import { PurgePace } from './purge-pace.ts'
import { rehearseUndo } from './rehearse-undo.ts'

type Event = z.infer<typeof rowsEventSchema>

/**
 * Purges the databases of a clone or of production; on production within the window, at the pace
 * that production allows, and archiving every row before it is deleted. Each call records what it
 * did at its end, even if it fails.
 */
export async function purgeRun(event: Event, surroundings: Surroundings): Promise<RowsResult> {
  const { run, source, target, progress } = event
  const store = fencedEvidence(run, source.name, `purge-${target}`)
  const before = purgedSchema.nullable().parse(await store.get())
  if (before?.done === true) return { done: true, progress: null }
  const pace = new PurgePace(event, before, surroundings)
  const account = new Account(store, before, pace)
  if (isOver(event, account)) return end(account)
  if (isShut(event)) return pause(event, account, pace, progress)
  const purging = await preparePurge(event, account, pace, surroundings)
  const answer = await eachDatabase({
    ...surroundings,
    run,
    source,
    target,
    inner: purgeProgressSchema,
    outcome: purgedDatabaseSchema,
    // A failed call is retried with the progress from before it: the account knows what it did
    // meanwhile.
    progress: before === null ? progress : before.progress,
    spent: () => surroundings.spent() || isShut(event) || isOver(event, account),
    onTrouble: noteRetries(pace.note),
    permits: pace.throttle?.permits,
    work: (open, from, reached, checkpoint) =>
      purgeDatabase(purging, open, from, reached, checkpoint),
    account: (at) => account.reached(at, source.databases[at.database]?.name ?? ''),
    finish: (databases) => account.finish(databases),
  })
  if (answer.done) return answer
  if (isOver(event, account)) return end(account)
  if (isShut(event)) return pause(event, account, pace, answer.progress)
  return { ...answer, waitSeconds: pace.throttle?.waitSeconds() ?? 0 }
}

/** Whether production's window is closed. */
const isShut = ({ run, target }: Event): boolean =>
  target === 'production' && secondsToOpen(run.window, Date.now()) > 0

/** Whether the purge of production must end; not while a commit is in doubt. */
function isOver({ run, target }: Event, { unsure, begun }: Account): boolean {
  if (target === 'clone' || unsure) return false
  return begun ? purgeIsOver(run, Date.now()) : Date.now() >= Date.parse(run.purgeBy)
}

async function end(account: Account): Promise<RowsResult> {
  await account.outOfTime()
  return { done: true, progress: null }
}

async function pause(
  { run, source }: Event,
  account: Account,
  { note }: PurgePace,
  progress: unknown,
): Promise<RowsResult> {
  const waitSeconds = pauseFor(run, source.name, Date.now(), account.begun)
  // A purge that has not started has no account for notes: the gate records its wait.
  if (account.begun) note('pause', Date.now(), waitSeconds, 'the window is closed')
  await account.pause()
  return { done: false, progress, waitSeconds }
}

/** What every database of the source is purged with. */
async function preparePurge(
  event: Event,
  account: Account,
  pace: PurgePace,
  surroundings: Surroundings,
): Promise<Purging> {
  const { run, source, target } = event
  const kept = evidence(run)
  const live = target === 'production'
  const undo = live || run.archive.mode === 'off' ? null : rehearseUndo(run, source, surroundings)
  const preflight = await kept.get(source.name, 'preflight-production')
  const measured = await kept.get(source.name, `measure-${target}`)
  return {
    event,
    surroundings,
    account,
    pace,
    undo,
    archive: writeArchive(run, source.name, {
      written: (file) => account.archived(file),
      rehearsed: live ? null : (undo?.hold ?? (() => undefined)),
    }),
    longest: preflightSchema.nullable().parse(preflight)?.settings?.longestStatement,
    measured: measuredSchema.nullable().parse(measured),
  }
}
