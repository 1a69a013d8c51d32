import { NamedError } from '../contract/errors.ts'
import { ask, type Database } from '../engines/database.ts'
import type { Dialect } from '../engines/dialect.ts'
import { columnChanges } from '../engines/schema-changes.ts'
import type { Table } from '../engines/schema.ts'

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
    const now = await ask(within, dialect.schema.columnsOf(database, table.name))
    const changes = columnChanges(table, now)
    if (changes !== '')
      throw new NamedError(
        'SchemaChanged',
        `The schema of ${database} changed while it was purged: ${table.name} ${changes}. ` +
          'Nothing of this batch was deleted; committed deletes are kept and recorded in the ' +
          'account and the archive. Find out who changed it; start the run again once the ' +
          'schema no longer changes.',
      )
  }
}
