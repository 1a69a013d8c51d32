import { readParameter } from '../aws/parameter.ts'
import { durationMilliseconds } from '../contract/environment.ts'
import type { Run, SourcePlan } from '../contract/steps.ts'
import type { ThrottleState } from '../contract/throttle.ts'
import type { Database } from '../engines/database.ts'
import { productionPermit } from '../throttle/production-permit.ts'
import { controlReader } from '../throttle/read-control.ts'
import type { Permit } from '../walk/walk.ts'
import type { Dialect } from '../engines/dialect.ts'
import type { Note } from './notes.ts'
import { watchProduction } from './look-at-production.ts'
import type { Surroundings } from '../runtime/surroundings.ts'

interface Throttling extends Surroundings {
  readonly run: Run
  readonly source: SourcePlan
  /** As the previous call left it. */
  readonly state: ThrottleState | undefined
  readonly note: Note
}

/**
 * Production's throttle over all databases of a source, one after the other; its state carries
 * over.
 */
export function throttleProduction({ run, source, state, note, clock, spent, logger }: Throttling) {
  const control = controlReader(run, readParameter, clock, Date.now)
  let permit: ReturnType<typeof productionPermit> | null = null
  const tell = (current: ThrottleState['current'], seconds: number, changed: boolean) => {
    note(current.what, Date.parse(current.at), seconds, ...current.reasons)
    if (changed)
      logger.info(
        { source: source.name, what: current.what, reasons: current.reasons },
        'the pace of the purge changes',
      )
  }
  return {
    async permits(database: Database, dialect: Dialect): Promise<() => Promise<Permit>> {
      const { look, pulse, standing } = await watchProduction(source, run, database, dialect)
      permit = productionPermit({
        clock,
        date: Date.now,
        spent,
        share: run.limits.productionShare,
        batchMilliseconds: run.limits.batchMilliseconds,
        levels: run.throttle.levels,
        patience: durationMilliseconds(run.throttle.patience),
        control,
        look,
        pulse,
        standing,
        state: permit?.state() ?? state,
        tell,
      })
      return permit.permit
    },
    /** s until calling again makes sense. */
    waitSeconds: (): number => permit?.waitSeconds() ?? 0,
    state: (): ThrottleState | undefined => permit?.state() ?? state,
  }
}
