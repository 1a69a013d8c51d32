import type { z } from 'zod'
import { evidence } from '../aws/evidence.ts'
import { readParameter } from '../aws/parameter.ts'
import { sourceFacts } from '../aws/source-facts.ts'
import { openTarget } from '../aws/target-database.ts'
import { isLate } from '../contract/bounds.ts'
import { controlName } from '../contract/control.ts'
import { measuredSchema } from '../contract/evidence.ts'
import { NamedError } from '../contract/errors.ts'
import { reclaimedSchema, type Rebuild, type Reclaimed, type TableSize } from '../contract/space.ts'
import type { rowsEventSchema, RowsResult } from '../contract/steps.ts'
import { controlReader } from '../throttle/read-control.ts'
import { readLeft } from '../measure/read-left.ts'
import { isLost, patience, rebuild } from '../reclaim/rebuild.ts'
import { notToRebuild, rebuildLimit, triedOnClone } from '../reclaim/reclaim.ts'
import { readSizes } from '../reclaim/space.ts'
import { judgeWindow } from '../gates/window.ts'
import { openPlanned } from './each-database.ts'
import type { TimedSurroundings } from './timed.ts'

/** ms after which a call starts no further rebuild: each must end within the call. */
const beginsUntil = 120_000

/**
 * Rebuilds purged tables of the clone, and those of production that are enabled and succeeded on
 * the clone: there within the window, if the switch allows it and a second copy fits. The purge is
 * already verified, so no table fails the run: the reason why it was not rebuilt is on record.
 * @throws NamedError EvidenceMissing, CloneIsProduction, NotDrydocks
 */
export async function reclaimRun(
  { run, source, target }: z.infer<typeof rowsEventSchema>,
  surroundings: TimedSurroundings,
): Promise<RowsResult> {
  const { clock, logger, ending, note, spent } = surroundings
  const [kept, live, started] = [evidence(run), target === 'production', clock.now()]
  const asked = (rule: string) => run.rules.some((one) => one.rule === rule && one.reclaim === true)
  if (live && !run.rules.some(({ reclaim }) => reclaim === true))
    return { done: true, progress: null }
  const read = async (step: string) =>
    reclaimedSchema.nullable().parse(await kept.get(source.name, step)) ?? { databases: [] }
  let account: Reclaimed = await read(`reclaim-${target}`)
  const rehearsed = live ? await read('reclaim-clone') : null
  const measured = await readLeft(
    (name) => kept.get(source.name, name),
    'measure-clone',
    measuredSchema,
  )
  const control = controlReader(controlName(run.environment), readParameter, clock)
  const closed = () => (live ? judgeWindow(run, source.name, Date.now(), true) : null)
  const stopped = () =>
    live
      ? control().then(
          ({ pause }) => (pause ? 'the control parameter says {"pause": true}' : null),
          (error: unknown) => (error instanceof Error ? error.message : String(error)),
        )
      : Promise.resolve(null)
  const refused = async () =>
    (closed()?.waitSeconds ?? 0) > 0 ? 'the window closed before it was done' : stopped()
  const of = <T extends { database: string }>(all: readonly T[] | undefined, database: string) =>
    all?.find((one) => one.database === database)
  const told = (database: string, table: string) =>
    of(account.databases, database)?.tables.some((one) => one.table === table) === true
  const wanted = (database: string, rule: string, size: TableSize) =>
    live
      ? asked(rule)
      : triedOnClone(
          asked(rule),
          size,
          of(measured.databases, database)?.tables.find(({ table }) => table === size.table),
        )
  const record = async (name: string, ...tables: Rebuild[]) => {
    account = {
      databases: [
        ...account.databases.filter(({ database }) => database !== name),
        { database: name, tables: [...(of(account.databases, name)?.tables ?? []), ...tables] },
      ],
    }
    await kept.put(source.name, `reclaim-${target}`, account)
  }
  const onLost = (message: string, milliseconds: number) =>
    note(
      'retry',
      Date.now() - milliseconds,
      Math.round(milliseconds) / 1000,
      `connection lost: ${message}`,
    )
  const goThrough = async (
    planned: (typeof source.databases)[number],
  ): Promise<RowsResult | null> => {
    const { name, along, bound } = await openPlanned(
      { run, source, target, purged: true, ...surroundings },
      planned,
    )
    try {
      const sizes = await readSizes(
        along,
        name,
        bound.tables.map(({ table }) => table.name),
      )
      for (const { table, rule } of bound.tables) {
        const size = sizes.find((one) => one.table === table.name)
        if (size === undefined || told(name, table.name) || !wanted(name, rule, size)) continue
        if (clock.now() - started > beginsUntil) return { done: false, progress: null }
        const window = closed()
        if (window !== null && window.waitSeconds > 0 && window.gate.passed)
          return { done: false, progress: null, waitSeconds: window.waitSeconds }
        const storage = await sourceFacts(live ? source : { ...source, name: source.clone }).catch(
          () => ({ kind: source.kind, freeStorage: null, storage: null }),
        )
        const why =
          (isLate(run, Date.now()) ? "the run's time limit was reached" : null) ??
          (window?.gate.passed === false ? window.gate.detail : null) ??
          notToRebuild(
            size,
            storage,
            live,
            of(rehearsed?.databases, name)?.tables.find((one) => one.table === table.name),
            along.dialect.upkeep.byHand(table.name),
          )
        const beside = async () =>
          (await openTarget({ run, source, target, database: name, ending })).database
        const done: Rebuild =
          why === null
            ? await rebuild({
                along,
                name,
                asked: asked(rule),
                size,
                beside,
                limit: rebuildLimit,
                refused,
                onLost,
              })
            : {
                table: table.name,
                asked: asked(rule),
                before: size,
                after: null,
                seconds: 0,
                reason: why,
              }
        logger.info(
          { target, database: name, table: table.name, seconds: done.seconds, reason: done.reason },
          done.after === null ? 'not rebuilt' : 'rebuilt',
        )
        await record(name, done)
      }
      return null
    } finally {
      await along.database.close()
    }
  }
  // Recorded tables are not rebuilt again.
  const persist = async <T>(work: () => Promise<T>): Promise<T> => {
    const began = clock.now()
    for (let attempt = 1; ; attempt++) {
      const tried = clock.now()
      try {
        return await work()
      } catch (error) {
        // Whoever comes through so late begins no rebuild: the next call does.
        if (!isLost(error) || clock.now() - began > patience || spent()) throw error
        await clock.sleep(clock.random() * Math.min(5000, 50 * 2 ** attempt))
        onLost(error.message, clock.now() - tried)
      }
    }
  }
  for (const planned of source.databases) {
    try {
      const unfinished = await persist(() => goThrough(planned))
      if (unfinished !== null) return unfinished
    } catch (error) {
      // The clone's identity is in doubt: that is more than a disk problem and stops the run.
      if (
        error instanceof NamedError &&
        (error.name === 'CloneIsProduction' || error.name === 'NotDrydocks')
      )
        throw error
      const reason = error instanceof Error ? error.message : String(error)
      logger.warn({ target, database: planned.name, reason }, 'not rebuilt')
      const { tables = [], sizes = [] } = of(measured.databases, planned.name) ?? {}
      const left = sizes.flatMap((size) =>
        tables
          .filter(
            ({ table, rule }) =>
              table === size.table &&
              !told(planned.name, table) &&
              wanted(planned.name, rule, size),
          )
          .map(({ table, rule }) => ({
            table,
            asked: asked(rule),
            before: size,
            after: null,
            seconds: 0,
            reason,
          })),
      )
      await record(planned.name, ...left)
    }
  }
  return { done: true, progress: null }
}
