import { openTarget } from '../aws/target-database.ts'
import type { Deployment } from '../contract/environment.ts'
import { readSchema, type Schema } from '../engines/schema.ts'
import type { UndoneSource } from './undo-input.ts'

type Opened = Awaited<ReturnType<typeof openTarget>> & { readonly schema: Schema }

/** The databases of production that rows are put back into, each opened when a file names it. */
export function undoDatabases(deployment: Deployment, source: UndoneSource, ending: AbortSignal) {
  const open = new Map<string, Opened>()
  return {
    async get(database: string): Promise<Opened> {
      const known = open.get(database)
      if (known !== undefined) return known
      const target = await openTarget({
        source,
        target: 'production',
        deployment,
        database,
        session: 'undo',
        ending,
      })
      try {
        const schema = await readSchema(target.database, target.dialect, database)
        const opened = { ...target, schema }
        open.set(database, opened)
        return opened
      } catch (error) {
        await target.database.close()
        throw error
      }
    },
    async close(): Promise<void> {
      for (const { database } of open.values()) await database.close()
    },
  }
}
