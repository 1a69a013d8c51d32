import { rebuildTaskSchema } from './contract/rebuilds.ts'
import { rebuildTables } from './jobs/rebuild-tables.ts'
import { task } from './runtime/task.ts'

/**
 * Rebuilds what takes longer than a call of reclaim-space: not a function, but the program of a
 * container (infra/rebuild-task.ts).
 */
export const handler = task(rebuildTaskSchema, rebuildTables)
