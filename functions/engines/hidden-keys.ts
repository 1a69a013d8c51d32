import type { Dialect } from './dialect.ts'
import { foreignKeysOfInnodb } from './mysql/other-databases.ts'
import { DatabaseTrouble, text, type Database, type Row } from './database.ts'

/** Indexes that are invisible or ignored: no walk can go along them. */
export async function hiddenIndexes(
  database: Database,
  dialect: Dialect,
  name: string,
): Promise<readonly Row[]> {
  for (const question of dialect.schema.hiddenIndexes(name)) {
    const rows = await database.query(question).catch((error: unknown) => {
      // The column is not known to this server.
      if (error instanceof Error && 'errno' in error && error.errno === 1054) return null
      throw error
    })
    if (rows !== null) return rows
  }
  return []
}

/** Those that lead here from databases the user may not read, where InnoDB tells it of them. */
export async function hiddenForeignKeys(database: Database, name: string): Promise<Row[]> {
  for (const question of foreignKeysOfInnodb) {
    const rows = await database.query(question).catch((error: unknown) => {
      if (error instanceof DatabaseTrouble) throw error
      // Unknown to this version, or not this user's to see. The clone's master sees them all.
      return null
    })
    if (rows === null) continue
    return rows.flatMap((row) => {
      const [schema = '', parent = ''] = decoded(text(row.parent)).split('/')
      if (schema.toUpperCase() !== name.toUpperCase()) return []
      return [{ name: text(row.name), owner: decoded(text(row.owner)).replace('/', '.'), parent }]
    })
  }
  return []
}

/** InnoDB writes a name as that of its file, in which `@` and four digits stand for a character; MySQL 8 does no longer. */
const decoded = (file: string): string =>
  file.replace(/@([0-9a-f]{4})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  )
