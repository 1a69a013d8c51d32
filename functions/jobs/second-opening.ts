import { openTarget } from '../aws/target-database.ts'
import { watched } from '../aws/watched.ts'
import type { Run, SourcePlan, Target } from '../contract/steps.ts'
import type { Dialect } from '../engines/dialect.ts'
import type { SecondOpening } from '../purge/second-connection.ts'
import type { Surroundings } from '../runtime/surroundings.ts'
import { vcpus } from '../throttle/vcpus.ts'
import { readingTime } from './open-planned.ts'

/** vCPUs from which a server can read a batch while it deletes another one. */
const enough = 4

interface Place extends Pick<Surroundings, 'logger' | 'ending'> {
  readonly run: Run
  readonly source: SourcePlan
  readonly target: Target
}

/**
 * How a purge opens a second connection; null on a server that is too small, or of unknown size, or
 * where a reader waits for what is being deleted. @throws NamedError SourceNotFound
 */
export async function secondOpening(
  { run, source, target, logger, ending }: Place,
  database: string,
  dialect: Dialect,
): Promise<SecondOpening | null> {
  if (dialect.server.readsWait) return null
  const asked = target === 'clone' ? run.clone.instanceClass : undefined
  const instanceClass = asked ?? (await watched(source)).instanceClass
  if ((vcpus(instanceClass) ?? 0) < enough) return null
  const on = { source: source.name, target, database }
  return {
    async open() {
      const second = await openTarget({ run, ...on, source, ending, statementTime: readingTime })
      logger.info(on, 'the next batch is read on a second connection')
      return second.database
    },
    failed: (error) =>
      logger.warn(
        { ...on, reason: error instanceof Error ? error.message : String(error) },
        'the second connection is not used any more',
      ),
  }
}
