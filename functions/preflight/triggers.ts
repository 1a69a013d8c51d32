import { createHash } from 'node:crypto'
import type { BoundRules } from '../rules/bind.ts'
import { ask } from '../engines/database.ts'
import type { Walk } from '../walk/walk.ts'

/** DELETE triggers visible to the user, each with a hash of its text. */
export async function readTriggers(
  { database, dialect }: Walk,
  { database: name, tables }: BoundRules,
): Promise<string[]> {
  const touched = new Set(tables.map(({ table }) => table.name.toUpperCase()))
  return (await ask(database, dialect.server.deleteTriggers(name))).flatMap(
    ({ name: trigger, table, definition }) => {
      if (definition === null || !touched.has(table.toUpperCase())) return []
      const mark = createHash('sha256').update(definition).digest('hex')
      return [`${trigger} on ${table} (${mark.slice(0, 8)})`]
    },
  )
}
