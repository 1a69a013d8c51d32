import { sourceFacts } from '../aws/source-facts.ts'
import { openTarget } from '../aws/target-database.ts'
import { watched } from '../aws/watched.ts'
import { reasonOf } from '../contract/errors.ts'
import { levelsOf, type OwnLevels } from '../contract/throttle.ts'
import type { Run, SourcePlan } from '../contract/steps.ts'
import { ask } from '../engines/database.ts'
import { runsFull } from '../reclaim/space.ts'
import type { Surroundings } from '../runtime/surroundings.ts'
import { judge } from '../throttle/throttle.ts'
import { watchServer } from './look-at-production.ts'

/** ms for which a look holds, as for a purge, and CloudWatch's minute of the free storage. */
const [lookHolds, storageHolds] = [5_000, 60_000]

interface Watching extends Pick<Surroundings, 'clock' | 'ending'> {
  readonly run: Run
  readonly source: SourcePlan
  readonly database: string
  /** The levels that the switch sets at the moment. */
  readonly levels: () => OwnLevels
}

/** Production during a rebuild, through a connection of its own. */
export interface RebuildWatch {
  /** Names of the replicas that repeat a rebuild. */
  readonly replicas: readonly string[]
  /**
   * Why the rebuild must end: a metric at the level that pauses a purge, twice in a row, since
   * hours of work go with it, or at the level that ends one; or a disk that fills up.
   */
  refused(): Promise<string | null>
  /** Waits until production is calm. @returns why it is not by then. */
  calm(milliseconds: number): Promise<string | null>
  /** Rows that change on the server per second, over so many ms; null if it does not tell. */
  rate(milliseconds: number): Promise<number | null>
  close(): Promise<void>
}

/** @throws NamedError SourceNotFound, DatabaseUnreachable, AccessDenied, DatabaseNotFound */
export async function watchRebuild(of: Watching): Promise<RebuildWatch> {
  const { run, source, clock } = of
  const server = await watched(source)
  const { database, dialect } = await openTarget({ ...of, target: 'production' })
  const { throttle, deployment } = run
  const watch = watchServer({ source, throttle, deployment, server, database, dialect })
  let [seen, last, storageAt] = [Number.NEGATIVE_INFINITY, '', clock.now()]

  const verdict = async () => {
    const levels = levelsOf(throttle.levels, of.levels())
    // Trouble is looked at again at once.
    if (last !== '' || clock.now() - seen >= lookHolds) {
      seen = clock.now()
      return judge((await watch.look()).metrics, levels)
    }
    const { running, statement } = await watch.pulse()
    // Without an answer nobody knows whom it stands in the way of.
    const value = statement === null ? null : running
    return judge(value === undefined ? [] : [{ name: 'running-threads', of: '', value }], levels)
  }
  const busy = async (): Promise<string | null> => {
    const { what, ...why } = await verdict()
    const reason = 'reasons' in why && what !== 'slow' ? why.reasons.join('; ') : ''
    const lasts = what === 'abort' || last !== ''
    last = reason
    return reason !== '' && lasts ? reason : null
  }
  let unanswered = 0
  const full = async (): Promise<string | null> => {
    if (clock.now() - storageAt < storageHolds) return null
    storageAt = clock.now()
    try {
      const facts = await sourceFacts(source)
      unanswered = 0
      return runsFull(facts)
    } catch (error) {
      // Nobody would see the disk fill up; one call that fails is not worth hours of work.
      if (++unanswered < 2) return null
      const why = reasonOf(error)
      return `AWS did not tell production's free storage twice in a row: ${why}`
    }
  }
  return {
    // Aurora's readers share the storage: nothing is repeated there.
    replicas: !dialect.upkeep.replayed
      ? []
      : [
          ...(server.lag === 'ReplicaLag' ? server.replicas : []),
          ...throttle.replicas.map(({ host, port }) => `${host}:${port}`),
        ],
    refused: async () => (await busy()) ?? (await full()),
    async calm(milliseconds) {
      for (const began = clock.now(); ; await clock.sleep(1000)) {
        seen = Number.NEGATIVE_INFINITY
        await busy()
        if (last === '') return null
        if (clock.now() - began >= milliseconds) return `production is not calm: ${last}`
      }
    },
    async rate(milliseconds) {
      const { changed } = dialect.upkeep
      if (changed === undefined) return null
      const [before, began] = [await ask(database, changed), clock.now()]
      await clock.sleep(milliseconds)
      const [after, seconds] = [await ask(database, changed), (clock.now() - began) / 1000]
      return before === null || after === null ? null : Math.max(0, after - before) / seconds
    },
    close: () => database.close(),
  }
}
