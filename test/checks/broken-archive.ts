import type { Sql } from '../../functions/engines/dialect.ts'
import type { Mutation } from './mutation.ts'

/** As the archive reads it, and not as the row is hashed. */
const shortened = <Statement extends Sql>(statement: Statement): Statement => ({
  ...statement,
  text: statement.text
    .replace(
      /CAST\((t0\.`USER_TYPE`) AS BINARY\) AS column/,
      'LEFT(CAST($1 AS BINARY), 3) AS column',
    )
    .replace(
      /CONVERT_TO\(CAST\((t0\."user_type") AS text\), 'UTF8'\)/,
      "CONVERT_TO(LEFT(CAST($1 AS text), 3), 'UTF8')",
    ),
})

/** Ways to break what is archived and put back. */
export const archiveMutations: readonly Mutation[] = [
  {
    name: 'the undo leaves a column out',
    archived: true,
    families: ['tokens'],
    dialect: (dialect) => ({
      ...dialect,
      insert: (table, columns, rows) =>
        dialect.insert(
          table,
          columns.filter(({ name }) => name.toUpperCase() !== 'TOKEN_STATE'),
          rows.map((row) =>
            row.filter((_, at) => columns[at]?.name.toUpperCase() !== 'TOKEN_STATE'),
          ),
        ),
    }),
    caught: ['undo-rehearsed'],
    engines: ['MariaDB', 'PostgreSQL'],
  },
  {
    name: 'the archive holds another value than the row',
    archived: true,
    families: ['tokens'],
    dialect: (dialect) => ({
      ...dialect,
      rows: {
        ...dialect.rows,
        readRange: (...all) => shortened(dialect.rows.readRange(...all)),
        read: (...all) => shortened(dialect.rows.read(...all)),
      },
    }),
    caught: ['undo-rehearsed'],
  },
]
