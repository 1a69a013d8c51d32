import { createHash } from 'node:crypto'
import type { Trigger } from '../engines/answers.ts'
import { ask, type Database } from '../engines/database.ts'
import type { Dialect } from '../engines/dialect.ts'
import { same, type Table } from '../engines/schema.ts'
import type { BoundRules } from '../rules/bound.ts'
import type { Walk } from '../walk/walk.ts'
import { schemaChanged } from './same-tables.ts'

/** With a hash of its text, where the user may see that. */
function toText({ name, table, definition }: Trigger): string {
  if (definition === null) return `${name} on ${table}`
  const mark = createHash('sha256').update(definition).digest('hex')
  return `${name} on ${table} (${mark.slice(0, 8)})`
}

/** DELETE triggers of the tables. */
async function triggersOn(
  database: Pick<Database, 'query'>,
  dialect: Dialect,
  name: string,
  tables: readonly Table[],
): Promise<Trigger[]> {
  const found = await ask(database, dialect.server.deleteTriggers(name))
  return found.filter(({ table }) => tables.some((one) => same(one.name, table)))
}

const tablesOf = ({ tables }: BoundRules): Table[] => tables.map(({ table }) => table)

/** DELETE triggers visible to the user, each with a hash of its text. */
export async function readTriggers(
  { database, dialect }: Walk,
  bound: BoundRules,
): Promise<string[]> {
  const found = await triggersOn(database, dialect, bound.database, tablesOf(bound))
  return found.filter(({ definition }) => definition !== null).map(toText)
}

/**
 * The triggers that a purge starts with.
 * @param measured those that were seen when the rows were counted; undefined where nobody looked.
 * @throws NamedError SchemaChanged
 */
export async function knownTriggers(
  { database, dialect }: Pick<Walk, 'database' | 'dialect'>,
  bound: BoundRules,
  measured: readonly string[] | undefined,
): Promise<readonly string[]> {
  const found = await triggersOn(database, dialect, bound.database, tablesOf(bound))
  const seen = found.filter(({ definition }) => definition !== null).map(toText)
  refuse(bound.database, measured === undefined ? [] : seen, measured ?? [])
  return found.map(toText)
}

/**
 * Refuses a batch if a trigger was created or replaced on one of its tables: it might delete living
 * rows. Runs within the batch's transaction after it has used the tables: a new trigger then waits
 * until it ends; where it does not, once more after the deletes.
 * @throws NamedError SchemaChanged
 */
export async function refuseNewTriggers(
  within: Pick<Database, 'query'>,
  dialect: Dialect,
  database: string,
  tables: readonly Table[],
  known: readonly string[],
): Promise<void> {
  refuse(database, (await triggersOn(within, dialect, database, tables)).map(toText), known)
}

function refuse(database: string, now: readonly string[], known: readonly string[]): void {
  const late = now.find((one) => !known.includes(one))
  if (late === undefined) return
  throw schemaChanged(
    database,
    `the trigger ${late} is new or has a new text, and runs for each row that is deleted`,
  )
}
