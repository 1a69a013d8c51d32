import { ask, type Question } from '../database.ts'
import type { Dialect } from '../dialect.ts'
import { answering, identifier, sql, type Piece } from './pg-text.ts'

/** NULL of a table that does not exist: the catalogue hides none from anybody. */
const told = (privilege: Piece): Question<boolean> =>
  answering(sql`SELECT ${privilege} AS may`, ([row]) => row?.may !== 'f')

/** By its name in the session's schema. */
const of = (table: string): Piece => sql`TO_REGCLASS(${identifier(table)})`

export const may: Pick<Dialect, 'maySelect' | 'mayDelete'> = {
  maySelect: (database, table) =>
    ask(database, told(sql`HAS_TABLE_PRIVILEGE(${of(table)}, 'SELECT')`)),
  // FOR UPDATE asks for UPDATE, of one column at least.
  mayDelete: (database, table) =>
    ask(
      database,
      told(
        sql`HAS_TABLE_PRIVILEGE(${of(table)}, 'DELETE')
          AND HAS_ANY_COLUMN_PRIVILEGE(${of(table)}, 'UPDATE')`,
      ),
    ),
}
