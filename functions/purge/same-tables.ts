import { NamedError } from '../contract/errors.ts'
import { ask, type Database } from '../engines/database.ts'
import type { Dialect } from '../engines/dialect.ts'
import { columnChanges } from '../engines/schema-changes.ts'
import { same, sameKey, type Table } from '../engines/schema.ts'
import type { BoundRules } from '../rules/bound.ts'

/**
 * Refuses a batch if one of its tables no longer has the columns that it was read with: its rows
 * would be archived and compared incompletely. Runs within the batch's transaction after it has
 * used the tables: its metadata locks then prevent column changes until it ends.
 * @throws NamedError SchemaChanged
 */
export async function refuseChangedTables(
  within: Pick<Database, 'query'>,
  dialect: Dialect,
  database: string,
  tables: readonly Table[],
): Promise<void> {
  for (const table of tables) {
    const now = await dialect.schema.columnsOf(within, database, table.name)
    const changes = columnChanges(table, now)
    if (changes !== '') throw schemaChanged(database, `${table.name} ${changes}`)
  }
}

/**
 * Undoes a batch if a foreign key that the rules were not bound with refers to one of its tables:
 * rows that hang on it went uncounted. Runs after the deletes: not every server lets a new foreign
 * key wait for who uses the parent, and one that comes now has deleted nothing. Where the user may
 * not ask the storage engine, those from other databases are left to `watchKeys`: the other way to
 * tell them opens every table of all databases.
 * @throws NamedError SchemaChanged
 */
export async function refuseNewKeys(
  within: Pick<Database, 'query'>,
  dialect: Dialect,
  { database, foreignKeys }: Pick<BoundRules, 'database' | 'foreignKeys'>,
  tables: readonly Table[],
): Promise<void> {
  const names = tables.map(({ name }) => name)
  for (const { name, table, parent } of await dialect.schema.keysFromElsewhere(within, database))
    if (names.some((one) => same(one, parent)))
      throw schemaChanged(
        database,
        `the foreign key ${name} of ${table} refers to ${parent}, from another database`,
      )
  for (const key of await ask(within, dialect.schema.keysTo(database, names)))
    if (!foreignKeys.some((known) => sameKey(known, key)))
      throw schemaChanged(
        database,
        `the foreign key ${key.name} of ${key.table} refers to ${key.parent}, with ON DELETE ` +
          `${key.onDelete}, and would delete or change rows that Drydock neither counts nor ` +
          'archives',
      )
}

export const schemaChanged = (database: string, what: string): NamedError =>
  new NamedError(
    'SchemaChanged',
    `The schema of ${database} changed while it was purged: ${what}. ` +
      'Nothing of this batch was deleted; committed deletes are kept and recorded in the ' +
      'account and the archive. Find out who changed it; start the run again once the ' +
      'schema no longer changes.',
  )
