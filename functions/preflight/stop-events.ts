import { ask } from '../engines/database.ts'
import type { Walk } from '../walk/walk.ts'

/**
 * Switches off every event of the clone. They came with the snapshot, and the server may run them at their time: what they
 * delete or write would be taken for the purge's, and what they do outside of the database (by a federated table, by a
 * user-defined function) would be done twice. Those that are off stay off, so this may be done again.
 * @returns how many it disabled.
 */
export async function stopEvents({
  database,
  dialect: { server },
}: Pick<Walk, 'database' | 'dialect'>): Promise<number> {
  const running = await ask(database, server.jobs)
  for (const job of running) await database.execute(server.stopJob(job))
  return running.length
}
