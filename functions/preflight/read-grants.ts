import { NamedError } from '../contract/errors.ts'
import type { Dialect } from '../engines/dialect.ts'
import type { BoundRules } from '../rules/bound.ts'
import { ask, type Database } from '../engines/database.ts'
import { hasRows, type Schema } from '../engines/schema.ts'

/** A name that no table has. */
const nowhere = 'DRYDOCK_ASKS_FOR_GRANTS'

/**
 * A server shows tables and foreign keys only to a user with grants on them (some require more than
 * SELECT), but a cascade still deletes hidden rows. So both are checked differently: only a user
 * who may read all tables may read a nonexistent one, and a table's definition lists its foreign
 * keys to anyone who may read it.
 * @throws NamedError AccessDenied
 */
export async function mustSeeAll(
  database: Pick<Database, 'query'>,
  dialect: Dialect,
  schema: Schema,
): Promise<void> {
  if (!(await dialect.maySelect(database, nowhere)))
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
 * Before the first delete: whether the user may delete from each table.
 * @throws NamedError AccessDenied
 */
export async function mustMayDelete(
  database: Pick<Database, 'query'>,
  dialect: Dialect,
  bound: BoundRules,
): Promise<void> {
  for (const { table } of bound.tables)
    if (!(await dialect.mayDelete(database, table.name)))
      throw denied(dialect, bound.database, `not delete from ${table.name}`)
}

const denied = ({ words }: Dialect, database: string, what: string) =>
  new NamedError(
    'AccessDenied',
    `The user of the secret may ${what}. Nothing was deleted. As a user with that privilege: ` +
      `${words.grantLeast(database)}, then start again.`,
  )
