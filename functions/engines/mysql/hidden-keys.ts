import { text, type Database, type Row } from '../database.ts'
import { same } from '../schema.ts'
import { firstKnown } from './first-known.ts'
import { raw, written } from './mysql-text.ts'
import * as questions from './schema-questions.ts'

/** Invisible or ignored indexes, which a walk cannot use. */
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

/** Another version: the server does not have the column (ER_BAD_FIELD_ERROR). */
function isUnknownColumn(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return 'errno' in error ? error.errno === 1054 : isUnknownColumn(error.cause)
}

/**
 * Foreign keys between databases as InnoDB records them, whoever can read the tables: `owner` and
 * `parent` as database/table, and `name`. Uses the first statement that the server supports; both
 * need PROCESS.
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
 * Foreign keys to this database from databases that the user cannot read, if InnoDB reports them.
 * The clone's master user sees all.
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
 * InnoDB writes names as file names, in which `@` and four digits encode a character; MySQL 8 no
 * longer does.
 */
const decoded = (file: string): string =>
  file.replace(/@([0-9a-f]{4})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  )
