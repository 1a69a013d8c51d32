import { randomUUID } from 'node:crypto'
import { fencedEvidence } from '../aws/fenced-evidence.ts'
import { evidence } from '../aws/evidence.ts'
import { writeArchive } from '../aws/write-archive.ts'
import {
  measuredSchema,
  purgedDatabaseSchema,
  purgedSchema,
  purgeProgressSchema,
  type Purged,
} from '../contract/evidence.ts'
import { NamedError } from '../contract/errors.ts'
import { preflightSchema } from '../contract/preflight.ts'
import type { rowsEventSchema, RowsResult } from '../contract/steps.ts'
import type { PaceNote } from '../contract/times.ts'
import { refuseOtherClock } from '../preflight/clocks.ts'
import { keepRows, longestRow } from '../archive/keep-rows.ts'
import { liveGuard } from '../purge/live-guard.ts'
import { addToPace } from '../throttle/pace.ts'
import { addPaceNote } from '../throttle/pace-notes.ts'
import { purge } from '../purge/purge.ts'
import { purgedSoFar } from '../purge/purge-account.ts'
import { takePlace } from '../purge/purge-place.ts'
import { persist, type Walk } from '../walk/walk.ts'
import { pauseFor, purgeIsOver, secondsToOpen } from '../gates/window.ts'
import { newestToken, refuseContradicted } from '../preflight/zone-witness.ts'
import { eachDatabase } from './each-database.ts'
import { rehearseUndo } from './rehearse-undo.ts'
import type { Surroundings } from '../runtime/surroundings.ts'
import { tellNote } from './watch-ranges.ts'
import { throttleProduction } from './throttle-production.ts'
import { z } from 'zod'

/**
 * Purges the databases of a clone or of production; on production within the window, at the pace
 * that production allows, and archiving every row before it is deleted. Each call records what it
 * did at its end, even if it fails.
 */
export async function purgeRun(
  { run, source, target, progress }: z.infer<typeof rowsEventSchema>,
  surroundings: Surroundings,
): Promise<RowsResult> {
  const { spent } = surroundings
  const [fenced, live] = [
    fencedEvidence(run, source.name, `purge-${target}`),
    target === 'production',
  ]
  // A failed call is retried with the progress from before it: the account knows what it did
  // meanwhile.
  const before = purgedSchema.nullable().parse(await fenced.get())
  if (before?.done === true) return { done: true, progress: null }
  const shut = () => live && secondsToOpen(run.window, Date.now()) > 0
  // The next batch resolves a commit in doubt; until then it is unknown what was deleted.
  let unsure = hasDoubt(before?.progress)
  const over = () =>
    live &&
    !unsure &&
    (account === null ? Date.now() >= Date.parse(run.purgeBy) : purgeIsOver(run, Date.now()))
  let [account, pace, notes] = [before, before?.pace, before?.notes ?? []]
  // Distinguishes this call's account from all others, even from equal ones.
  const writer = randomUUID()
  const keep = (now: Purged) =>
    fenced.put(
      (account = {
        ...now,
        writer,
        ...(pace && { pace }),
        ...(notes.length > 0 && { notes }),
        ...(throttle && { throttle: throttle.state() }),
      }),
    )
  // Only the call that holds the purge's lock writes: others leave the working call's account
  // alone.
  let claimed = false
  const claim = async ({ database, dialect }: Walk, name: string) => {
    await takePlace(database, dialect, name)
    if (claimed) return
    if (!(await fenced.unchanged()))
      throw new NamedError(
        'PurgeRunning',
        `Another call of this step worked on ${name} after this one read the account and ` +
          "before it got the purge's lock. This one has deleted nothing. It retries for ten " +
          'minutes, from where the other ended.',
      )
    // From here on rows may be deleted: a run that never gets this far has no account at all.
    await keep(before ?? { done: false, databases: [], progress })
    claimed = true
  }
  const note = (what: PaceNote['what'], at: number, seconds: number, ...reasons: string[]) => {
    const one = { at: new Date(at).toISOString(), what, seconds, reasons }
    notes = addPaceNote(notes, one)
    tellNote(one)
  }
  const throttle = live
    ? throttleProduction({ run, source, ...surroundings, state: before?.throttle, note })
    : null
  const pause = async (reached: unknown): Promise<RowsResult> => {
    const waitSeconds = pauseFor(run, source.name, Date.now(), account !== null)
    // A purge that has not started has no account for notes: the gate records its wait.
    if (account !== null) {
      note('pause', Date.now(), waitSeconds, 'the window is closed')
      await keep(account)
    }
    return { done: false, progress: reached, waitSeconds }
  }
  const end = async (): Promise<RowsResult> => {
    const databases = account?.databases ?? []
    await keep({ done: true, ended: 'time', databases, progress: null })
    return { done: true, progress: null }
  }
  if (over()) return end()
  if (shut()) return pause(progress)
  const undo = live || run.archive.mode === 'off' ? null : rehearseUndo(run, source, surroundings)
  const archive = writeArchive(run, source.name, live ? null : (undo?.hold ?? (() => undefined)))
  // On the clone as well a row goes only if production could take it back.
  const production = preflightSchema
    .nullable()
    .parse(await evidence(run).get(source.name, 'preflight-production'))?.settings?.longestStatement
  const measured = measuredSchema
    .nullable()
    .parse(await evidence(run).get(source.name, `measure-${target}`))
  const triggersIn = (name: string) =>
    measured?.databases.find(({ database }) => database === name)?.triggers
  const cutoffOf = (rule: string) =>
    run.rules.find((planned) => planned.rule === rule)?.cutoff ?? run.cutoff
  const answer = await eachDatabase({
    run,
    source,
    target,
    ...surroundings,
    inner: purgeProgressSchema,
    outcome: purgedDatabaseSchema,
    spent: () => spent() || shut() || over(),
    onTrouble: ({ kind, message }, milliseconds) =>
      note(
        'retry',
        Date.now() - milliseconds,
        Math.round(milliseconds) / 1000,
        `${kind}: ${message}`,
      ),
    permits: throttle?.permits,
    progress: before === null ? progress : before.progress,
    async work({ name: database, along, bound, schema, onRange }, from, reached, checkpoint) {
      if (live) await refuseOtherClock(database, along.database, along.dialect, Date.now)
      if (live && from === null)
        refuseContradicted(
          database,
          bound.times,
          new Date(run.startedAt),
          await newestToken(along.database, along.dialect, schema, Date.now()),
        )
      await persist(along, () => claim(along, database))
      const rows = keepRows(archive, run.archive.mode, {
        database,
        schema: schema.fingerprint,
        cutoffOf,
        longest: await persist(along, () => longestRow(along.database, along.dialect, production)),
      })
      const guard = liveGuard(bound, () => [new Date(run.startedAt), new Date()])
      const { done, progress: inner } = await purge(
        along,
        bound,
        from,
        (batch, now) => (
          (unsure = false),
          reached(now),
          (pace = addToPace(pace, Date.now(), batch.deleted)),
          onRange(batch)
        ),
        {
          keep: rows,
          checkpoint,
          guard,
          triggers: triggersIn(database),
          failed: reached,
          undo:
            undo === null
              ? null
              : (file, compare) => undo.tried({ database, schema }, file, compare),
        },
      ).finally(() => undo?.close())
      return done ? { outcome: purgedSoFar(database, inner) } : { inner }
    },
    account: async (at) => {
      if (!claimed) return
      await keep({
        done: false,
        databases: [
          ...at.finished,
          ...(at.inner === null
            ? []
            : [purgedSoFar(source.databases[at.database]?.name ?? '', at.inner)]),
        ],
        progress: at,
      })
    },
    finish: (databases) => keep({ done: true, databases: [...databases], progress: null }),
  })
  if (answer.done) return answer
  if (over()) return end()
  return shut() ? pause(answer.progress) : { ...answer, waitSeconds: throttle?.waitSeconds() ?? 0 }
}

const doubtful = z.object({ inner: z.object({ doubt: z.object({}) }) })
const hasDoubt = (progress: unknown): boolean => doubtful.safeParse(progress).success
