import { createHash } from 'node:crypto'
import type { BoundRules } from '../rules/bind.ts'
import type { Walk } from '../walk/walk.ts'

/** Triggers that run when a row goes, each with a mark of its text; those alone that the user may see. */
export async function readTriggers(
  { database, dialect }: Walk,
  { database: name, tables }: BoundRules,
): Promise<string[]> {
  const touched = new Set(tables.map(({ table }) => table.name.toUpperCase()))
  return (await database.query(dialect.server.deleteTriggers(name)))
    .filter(
      // Without the privilege MariaDB shows the trigger, and not its text.
      ({ owner, definition }) => definition && touched.has((owner ?? '').toUpperCase()),
    )
    .map(({ name: trigger, owner, definition }) => {
      const mark = createHash('sha256')
        .update(definition ?? '')
        .digest('hex')
      return `${trigger ?? ''} on ${owner ?? ''} (${mark.slice(0, 8)})`
    })
}
