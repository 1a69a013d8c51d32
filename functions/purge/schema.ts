import { createHash } from 'node:crypto'
import { NamedError } from '../contract/errors.ts'
import type { ColumnKind, Dialect, HashedColumn, KeyColumn } from '../sql/dialect.ts'
import type { Database, Row } from './database.ts'

export interface Column extends HashedColumn, KeyColumn {
  readonly type: string
  /** Set anew by any update of the row (a bare TIMESTAMP of old versions). */
  readonly onUpdate: boolean
}

export interface ForeignKey {
  readonly name: string
  readonly table: string
  readonly columns: readonly string[]
  readonly parent: string
  readonly parentColumns: readonly string[]
  readonly onDelete: string
}

export interface Table {
  readonly name: string
  /** `BASE TABLE`, or what stands in its place, e.g. `VIEW`. */
  readonly type: string
  readonly partitioned: boolean
  readonly columns: readonly Column[]
  /** Columns of the primary key; empty where there is none. */
  readonly primaryKey: readonly KeyColumn[]
}

export interface Schema {
  readonly database: string
  readonly tables: readonly Table[]
  readonly foreignKeys: readonly ForeignKey[]
  /** SHA-256 over all of it, indexes too. */
  readonly fingerprint: string
}

/**
 * Reads one database's schema.
 * @throws NamedError DatabaseNotFound
 */
export async function readSchema(database: Database, dialect: Dialect, name: string): Promise<Schema> {
  if ((await database.query(dialect.schema.exists(name))).length === 0)
    throw new NamedError('DatabaseNotFound', `The server has no database "${name}", or the credentials may not see it. Check "databases" of the environment and the user's grants.`)
  const [tables, columns, keys, foreignKeys] = [
    await database.query(dialect.schema.tables(name)),
    await database.query(dialect.schema.columns(name)),
    await database.query(dialect.schema.keys(name)),
    await database.query(dialect.schema.foreignKeys(name)),
  ]
  return {
    database: name,
    tables: tables.map((row) => toTable(row, columns, keys)),
    foreignKeys: toForeignKeys(foreignKeys),
    fingerprint: createHash('sha256').update(JSON.stringify([tables, columns, keys, foreignKeys])).digest('hex'),
  }
}

function toTable(row: Row, allColumns: readonly Row[], allKeys: readonly Row[]): Table {
  const columns = allColumns.filter(({ owner }) => owner === row.name).map(toColumn)
  const primary = allKeys.filter(({ owner, name }) => owner === row.name && name === 'PRIMARY')
  return {
    name: text(row.name),
    type: text(row.type),
    partitioned: (row.options ?? '').includes('partitioned'),
    columns,
    primaryKey: primary.flatMap(({ part }) => columns.filter(({ name }) => name === part)),
  }
}

function toColumn(row: Row): Column {
  const type = text(row.type)
  const data = text(row.data)
  return {
    name: text(row.name),
    type,
    kind: kindOf(data, type),
    long: /text$|blob$|json/.test(data),
    onUpdate: /on update/i.test(row.extra ?? ''),
  }
}

function kindOf(data: string, type: string): ColumnKind {
  if (/^(tiny|small|medium|big)?int$/.test(data)) return type.includes('unsigned') ? 'unsigned' : 'integer'
  if (/^(var)?char$/.test(data)) return 'text'
  if (/^(var)?binary$/.test(data)) return 'binary'
  if (/^(timestamp|datetime|date)$/.test(data)) return 'time'
  return 'other'
}

function toForeignKeys(rows: readonly Row[]): readonly ForeignKey[] {
  const groups = new Map<string, Row[]>()
  for (const row of rows) groups.set(`${row.owner}.${row.name}`, [...(groups.get(`${row.owner}.${row.name}`) ?? []), row])
  return [...groups.values()].map((group) => {
    const [first] = group
    return {
      name: text(first?.name),
      table: text(first?.owner),
      columns: group.map(({ part }) => text(part)),
      parent: text(first?.parent),
      parentColumns: group.map(({ parent_part }) => text(parent_part)),
      onDelete: text(first?.on_delete),
    }
  })
}

const text = (value: string | null | undefined): string => value ?? ''
