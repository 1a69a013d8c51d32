import { text, type Database, type Row } from '../database.ts'
import { same } from '../schema.ts'
import { firstKnown } from './first-known.ts'
import { raw, written } from './mysql-text.ts'
import * as questions from './schema-questions.ts'

/** Indexes that are invisible or ignored: no walk can go along them. */
export async function hiddenIndexes(
  database: Pick<Database, 'query'>,
  name: string,
): Promise<readonly Row[]> {
  for (const question of questions.hiddenIndexes(name)) {
    const rows = await database.query(written(question)).catch((error: unknown) => {
      if (isUnknownColumn(error)) return null
      throw error
    })
    if (rows !== null) return rows
  }
  return []
}

/** The server does not know the column: of another version (ER_BAD_FIELD_ERROR). */
function isUnknownColumn(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return 'errno' in error ? error.errno === 1054 : isUnknownColumn(error.cause)
}

/**
 * Foreign keys between databases as InnoDB itself keeps them, whoever may read the tables: `owner`
 * and `parent` as database/table, and `name`. The first text that the server knows; both ask for
 * PROCESS.
 */
const foreignKeysOfInnodb = ['INNODB_FOREIGN', 'INNODB_SYS_FOREIGN'].map((table) =>
  raw(
    "SELECT FOR_NAME AS owner, REF_NAME AS parent, SUBSTRING_INDEX(ID, '/', -1) AS name, " +
      `@@lower_case_table_names AS folded FROM information_schema.${table} WHERE ` +
      "CAST(SUBSTRING_INDEX(FOR_NAME, '/', 1) AS BINARY) <> " +
      "CAST(SUBSTRING_INDEX(REF_NAME, '/', 1) AS BINARY)",
  ),
)

/**
 * Those that lead here from databases the user may not read, where InnoDB tells it of them. The
 * clone's master sees them all.
 */
export async function hiddenForeignKeys(
  database: Pick<Database, 'query'>,
  name: string,
): Promise<Row[]> {
  const rows = (await firstKnown(database, foreignKeysOfInnodb)) ?? []
  return rows.flatMap((row) => {
    const [schema = '', parent = ''] = decoded(text(row.parent)).split('/')
    if (row.folded === '0' ? schema !== name : !same(schema, name)) return []
    return [{ name: text(row.name), owner: decoded(text(row.owner)).replace('/', '.'), parent }]
  })
}

/**
 * InnoDB writes a name as that of its file, in which `@` and four digits stand for a character;
 * MySQL 8 does no longer.
 */
const decoded = (file: string): string =>
  file.replace(/@([0-9a-f]{4})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  )
