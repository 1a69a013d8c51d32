import { NamedError } from '../contract/errors.ts'
import type { Dialect, Sql } from '../engines/dialect.ts'
import type { BoundRules } from '../rules/bind.ts'
import { ask, DatabaseTrouble, type Database } from '../engines/database.ts'
import { hasRows, type Schema } from '../engines/schema.ts'

/** The name of no table. */
const nowhere = 'DRYDOCK_ASKS_FOR_GRANTS'

/**
 * A server shows tables and foreign keys only to a user with grants on them (some: with more than SELECT), and what is
 * hidden goes unseen by the server's own cascade. So both are told another way: a table that there is not may be read
 * only by who may read them all, and a table's own text has its foreign keys for whoever may read it.
 * @throws NamedError AccessDenied
 */
export async function mustSeeAll(
  database: Pick<Database, 'query'>,
  dialect: Dialect,
  schema: Schema,
): Promise<void> {
  if (!(await may(database, dialect.maySelect(nowhere))))
    throw denied(
      dialect,
      schema.database,
      `not read all of ${schema.database}: tables and foreign keys may be hidden from this user`,
    )
  for (const { name } of schema.tables.filter(hasRows)) {
    const seen = schema.foreignKeys.filter(({ table }) => table === name).map((key) => key.name)
    const written = await ask(database, dialect.schema.foreignKeysOf(name))
    const hidden = written.find((key) => !seen.includes(key))
    if (hidden !== undefined)
      throw denied(
        dialect,
        schema.database,
        `not see the foreign key ${hidden} of ${name}, which may delete rows with others`,
      )
  }
}

/**
 * Before the first row goes: whether the rows of each table may go.
 * @throws NamedError AccessDenied
 */
export async function mustMayDelete(
  database: Pick<Database, 'query'>,
  dialect: Dialect,
  bound: BoundRules,
): Promise<void> {
  for (const { table } of bound.tables)
    if (!(await may(database, dialect.mayDelete(table.name))))
      throw denied(dialect, bound.database, `not delete from ${table.name}`)
}

const denied = ({ words }: Dialect, database: string, what: string) =>
  new NamedError(
    'AccessDenied',
    `The user of the secret may ${what}. Nothing was deleted. As a user with that privilege: ${words.grantLeast(database)}, then start again.`,
  )

/** Whether the server lets the user; that there is no such table is known only to who may. */
async function may(database: Pick<Database, 'query'>, statement: Sql): Promise<boolean> {
  try {
    await database.query(statement)
  } catch (error) {
    if (error instanceof DatabaseTrouble) throw error
    return !(error instanceof NamedError && error.name === 'AccessDenied')
  }
  return true
}
