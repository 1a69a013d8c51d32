import { disableEvent, events } from '../engines/mysql/event-questions.ts'
import type { Walk } from '../walk/walk.ts'

/**
 * Disables every event of the clone. They came with the snapshot, and the scheduler runs from MySQL 8.0 on: what they
 * delete or write would be taken for the purge's, and what they do outside of the database (by a federated table, by a
 * user-defined function) would be done twice. Those that are off stay off, so this may be done again.
 * @returns how many it disabled.
 */
export async function stopEvents({ database }: Pick<Walk, 'database'>): Promise<number> {
  const running = (await database.query(events)).filter(({ status }) => status === 'ENABLED')
  for (const { owner, name } of running)
    await database.execute(disableEvent(owner ?? '', name ?? ''))
  return running.length
}
