import { openTarget } from '../aws/target-database.ts'
import { watched } from '../aws/watched.ts'
import type { Run, SourcePlan, Target } from '../contract/steps.ts'
import { refuseOtherServer } from '../preflight/server-identity.ts'
import type { SecondOpening } from '../purge/second-connection.ts'
import type { Surroundings } from '../runtime/surroundings.ts'
import { vcpus } from '../throttle/vcpus.ts'
import { readingTime, type OpenDatabase } from './open-planned.ts'

/** vCPUs from which a server can read a batch while it deletes another one. */
const enough = 4
/** ms for the answer to a statement that has ended. */
const answer = 5_000

interface Place extends Pick<Surroundings, 'logger' | 'ending'> {
  readonly run: Run
  readonly source: SourcePlan
  readonly target: Target
}

/**
 * How a purge opens a second connection; null on a server that is too small, or of unknown size, or
 * where a reader waits for what is being deleted.
 */
export async function secondOpening(
  { run, source, target, logger, ending }: Place,
  { name, along: { dialect }, schema }: Pick<OpenDatabase, 'name' | 'along' | 'schema'>,
): Promise<SecondOpening | null> {
  if (dialect.server.readsWait) return null
  const told = { source: source.name, target, database: name }
  const failed = (error: unknown) =>
    logger.warn(
      { ...told, reason: error instanceof Error ? error.message : String(error) },
      'the batches are read on one connection',
    )
  const own = target === 'clone' ? run.clone.instanceClass : undefined
  const instanceClass = own ?? (await watched(source).catch(failed))?.instanceClass ?? null
  if ((vcpus(instanceClass) ?? 0) < enough) return null
  return {
    failed,
    longest: readingTime + answer,
    async open() {
      const of = { run, source, target, database: name, ending, statementTime: readingTime }
      const { database, server } = await openTarget(of)
      try {
        const planned = source.databases.find((one) => one.name === name)
        if (target === 'production' && planned !== undefined)
          await refuseOtherServer(
            { database, dialect, schema, resource: server.resourceId },
            planned,
          )
      } catch (error) {
        await database.close()
        throw error
      }
      logger.info(told, 'the next batch is read on a second connection')
      return database
    },
  }
}
