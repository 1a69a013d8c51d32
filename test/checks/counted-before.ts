import type { Measured, Purged, PurgeProgress } from '../../functions/contract/evidence.ts'
import { purgedSoFar } from '../../functions/purge/purge-account.ts'

type Database = Measured['databases'][number]

/** What the steps before the checks would have left of a database. */
export const countedBefore = (
  database: string,
  purged: PurgeProgress,
  measured: Pick<Database, 'tables'> & Partial<Database>,
): { measured: Measured; purged: Purged; rehearsed: null } => ({
  measured: {
    databases: [{ database, schema: '', skipped: [], leftovers: [], plans: [], ...measured }],
  },
  purged: { done: true, progress: null, databases: [purgedSoFar(database, purged)] },
  rehearsed: null,
})
