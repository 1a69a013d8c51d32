import { NamedError } from '../contract/errors.ts'
import { ask, type Database } from '../engines/database.ts'
import type { Dialect } from '../engines/dialect.ts'
import { columnChanges } from '../engines/schema-changes.ts'
import type { Table } from '../engines/schema.ts'

/**
 * Refuses a batch one of whose tables has other columns than it was read by: its rows were not kept whole, nor compared.
 * Asked within the batch's transaction, once it has used the tables: from then on no column comes or goes until its end.
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
        `The schema of ${database} changed while it was purged: ${table.name} ${changes}. Nothing of this batch was deleted; what was committed before stays, and stands in the account and the archive. Look who changed it; start the run again once the schema is settled.`,
      )
  }
}
