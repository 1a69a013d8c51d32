import type { Walk } from '../walk/walk.ts'

/**
 * Disables every event of the clone. They came with the snapshot, and the server may run them on
 * schedule: their writes would be attributed to the purge, and their effects outside the database
 * (federated tables, user-defined functions) would happen twice. Disabled events stay disabled, so
 * this is idempotent.
 * @returns how many it disabled.
 */
export async function stopEvents({
  database,
  dialect: { server },
}: Pick<Walk, 'database' | 'dialect'>): Promise<number> {
  const running = await server.jobs(database)
  for (const job of running) await database.execute(server.stopJob(job))
  return running.length
}
