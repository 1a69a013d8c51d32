import type { Archiving } from '../contract/environment.ts'
import type { Join, KeyRange } from '../sql/dialect.ts'
import { archivedTable, encodedColumns, type Archive, type ArchivedTable } from './archive.ts'
import type { BoundRule, BoundRules } from './bind.ts'
import type { Database } from './database.ts'
import type { Walk } from './walk.ts'

/** What a purge step does about the rows it is to delete: reads them under its locks, and writes them before its commit. */
export interface Keep {
  read(
    within: Pick<Database, 'query'>,
    bound: BoundRules,
    rule: BoundRule,
    range: KeyRange,
    table: string,
    joins: readonly Join[],
  ): Promise<ArchivedTable>
  write(rule: BoundRule, tables: readonly ArchivedTable[]): Promise<void>
}

/** Keeps the rows in an archive; null where none is kept. */
export function keepRows(
  { dialect }: Pick<Walk, 'dialect'>,
  archive: Archive,
  mode: Archiving['mode'],
  {
    database,
    schema,
    cutoffOf,
  }: {
    readonly database: string
    readonly schema: string
    readonly cutoffOf: (rule: string) => string
  },
): Keep | null {
  if (mode === 'off') return null
  return {
    async read(within, bound, { table, dead }, range, name, joins) {
      const columns = encodedColumns(
        bound.tables.find((member) => member.table.name === name)?.table ?? table,
        mode,
      )
      const statement =
        joins.length === 0
          ? dialect.readRows(table.name, table.key, range, dead, columns)
          : dialect.readJoined(table.name, table.key, range, dead, joins, columns)
      return archivedTable(name, columns, await within.query(statement))
    },
    write: async ({ rule }, tables) =>
      archive.keep({ database, rule: rule.name, cutoff: cutoffOf(rule.name), schema, tables }),
  }
}
