import { createHash } from 'node:crypto'
import { NamedError } from '../contract/errors.ts'
import type { ColumnKind, Dialect, HashedColumn, KeyColumn } from '../sql/dialect.ts'
import { foreignKeysOfInnodb } from '../sql/other-databases.ts'
import { DatabaseTrouble, type Database, type Row } from './database.ts'

export interface Column extends HashedColumn, KeyColumn {
  readonly type: string
  /** Set anew by any update of the row (a bare TIMESTAMP of old versions). */
  readonly onUpdate: boolean
  /** A TIMESTAMP in a zone that puts its clocks back: two hours of a year have the same text. */
  readonly unsteady?: boolean
  /** Computed by the server from other columns. */
  readonly generated: boolean
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
  /** What stores its rows; '' where nothing does, as of a view. */
  readonly engine: string
  readonly partitioned: boolean
  readonly columns: readonly Column[]
  /**
   * Columns to walk along: those of the primary key; else of a unique one without NULLs; else the first of an index,
   * where rows share a key; empty where there is none of these.
   */
  readonly key: readonly KeyColumn[]
  /** Whether the key tells each row from every other. */
  readonly unique: boolean
  /** The index of `key`; absent where there is none. */
  readonly keyIndex?: string
  /** The index that the walk along `key` uses, where that is not the key's own. */
  readonly walkedBy?: string
  /** Indexes of the table, by their first column; none of a part of a column. */
  readonly indexes: readonly { readonly index: string; readonly column: Column }[]
}

export interface Schema {
  readonly database: string
  readonly tables: readonly Table[]
  readonly foreignKeys: readonly ForeignKey[]
  /** Those of other databases' tables that refer to this one's, as far as the user sees them; the fingerprint leaves them out. */
  readonly foreignKeysElsewhere: readonly Pick<ForeignKey, 'name' | 'table' | 'parent'>[]
  /** SHA-256 over all of it, indexes too. */
  readonly fingerprint: string
}

/** Whether rows are kept under the name: a base table, a system-versioned one or a sequence, and no view. */
export const hasRows = ({ type }: Pick<Table, 'type'>): boolean => !type.endsWith('VIEW')

/**
 * Reads one database's schema.
 * @throws NamedError DatabaseNotFound
 */
export async function readSchema(
  database: Database,
  dialect: Dialect,
  name: string,
): Promise<Schema> {
  if ((await database.query(dialect.schema.exists(name))).length === 0)
    throw new NamedError(
      'DatabaseNotFound',
      `The server has no database "${name}", or the credentials may not see it. Check "databases" of the environment and the user's grants.`,
    )
  const [tables, columns, keys, foreignKeys] = [
    await database.query(dialect.schema.tables(name)),
    await database.query(dialect.schema.columns(name)),
    await database.query(dialect.schema.keys(name)),
    await database.query(dialect.schema.foreignKeys(name)),
  ]
  const hidden = await hiddenIndexes(database, dialect, name)
  const seen = keys.filter(
    (part) => !hidden.some((one) => one.owner === part.owner && one.name === part.name),
  )
  const [clock] = await database.query(dialect.server.clock)
  const steady = isSteady(clock)
  return {
    database: name,
    tables: tables.map((row) => toTable(row, columns, seen, steady)),
    foreignKeys: toForeignKeys(foreignKeys),
    foreignKeysElsewhere: [
      ...(await database.query(dialect.schema.foreignKeysElsewhere(name))),
      ...(await hiddenForeignKeys(database, name)),
    ].map((row) => ({ name: text(row.name), table: text(row.owner), parent: text(row.parent) })),
    fingerprint: createHash('sha256')
      .update(JSON.stringify([tables, columns, keys, hidden, foreignKeys]))
      .digest('hex'),
  }
}

/** The foreign keys as they are now that lead to a table of the database, and were not there when the schema was read. */
export async function newForeignKeys(
  database: Pick<Database, 'query'>,
  dialect: Dialect,
  schema: Schema,
): Promise<readonly Pick<ForeignKey, 'name' | 'table' | 'parent'>[]> {
  const now = toForeignKeys(await database.query(dialect.schema.foreignKeys(schema.database)))
  const known = new Set(schema.foreignKeys.map((key) => JSON.stringify(key)))
  const elsewhere = await database.query(dialect.schema.foreignKeysElsewhere(schema.database))
  return [
    ...now.filter((key) => !known.has(JSON.stringify(key))),
    ...elsewhere
      .map((row) => ({ name: text(row.name), table: text(row.owner), parent: text(row.parent) }))
      .filter(
        ({ name, table }) =>
          !schema.foreignKeysElsewhere.some((key) => key.name === name && key.table === table),
      ),
  ]
}

/** Indexes that are invisible or ignored: no walk can go along them. */
async function hiddenIndexes(
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

/** Whether the session's zone never puts its clocks back. */
const isSteady = (clock: Row | undefined): boolean =>
  /^([+-]\d\d:\d\d|(Etc\/)?(UTC|GMT|UCT))$/i.test(
    (clock?.zone === 'SYSTEM' ? clock.system : clock?.zone) ?? '',
  )

/** Those that lead here from databases the user may not read, where InnoDB tells it of them. */
async function hiddenForeignKeys(database: Database, name: string): Promise<Row[]> {
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

function toTable(
  row: Row,
  allColumns: readonly Row[],
  allKeys: readonly Row[],
  steady: boolean,
): Table {
  const columns = allColumns
    .filter(({ owner }) => owner === row.name)
    .map((one) => toColumn(one))
    .map((column) =>
      steady || !/^timestamp/i.test(column.type) ? column : { ...column, unsteady: true },
    )
  return {
    name: text(row.name),
    type: text(row.type),
    engine: row.engine ?? '',
    partitioned: (row.options ?? '').includes('partitioned'),
    columns,
    ...walkKey(
      columns,
      allKeys.filter(({ owner }) => owner === row.name),
    ),
  }
}

/** Whether the columns' values come back as they were told, in the order of the index. */
export const isWalkable = (
  key: readonly (KeyColumn & { readonly unsteady?: boolean })[],
): boolean => key.every(({ kind, unsteady }) => kind !== 'other' && unsteady !== true)

function walkKey(
  columns: readonly Column[],
  parts: readonly Row[],
): Pick<Table, 'key' | 'unique' | 'indexes' | 'keyIndex'> {
  const indexes = new Map<string, Row[]>()
  for (const part of parts)
    indexes.set(text(part.name), [...(indexes.get(text(part.name)) ?? []), part])
  const columnsOf = (index: readonly Row[]) =>
    index.flatMap(({ part }) => columns.filter(({ name }) => name === part))
  // A prefix of a text gives no order of the whole, an expression none that a column has, a hash none at all.
  const whole = [...indexes.values()].filter((index) =>
    index.every(
      ({ prefix, kind, part }) =>
        (prefix === null || prefix === undefined) &&
        kind === 'BTREE' &&
        columns.some(({ name }) => name === part),
    ),
  )
  const unique = whole.filter(
    (index) =>
      index[0]?.name === 'PRIMARY' ||
      (index.every(({ non_unique }) => non_unique === '0') &&
        columnsOf(index).every(({ nullable }) => !nullable)),
  )
  const inOrder = ({ name }: Pick<Row, string>) => (name === 'PRIMARY' ? 0 : 1)
  unique.sort((a, b) => inOrder(a[0] ?? {}) - inOrder(b[0] ?? {}))
  const own = unique.find((index) => isWalkable(columnsOf(index))) ?? unique[0]
  const firsts = whole
    .flatMap((index) =>
      columnsOf(index.slice(0, 1)).map((column) => ({ index: text(index[0]?.name), column })),
    )
    .filter(({ column }) => isWalkable([column]))
  if (own !== undefined)
    return {
      key: columnsOf(own),
      unique: true,
      keyIndex: text(own[0]?.name),
      indexes: firsts,
    }
  const first = firsts.find(({ column }) => !column.nullable) ?? firsts[0]
  return first === undefined
    ? { key: [], unique: false, indexes: firsts }
    : { key: [first.column], unique: false, keyIndex: first.index, indexes: firsts }
}

/** Character sets of which each text comes back from Unicode byte for byte. */
const trusted = /^(latin1|utf8|utf8mb3|utf8mb4)_/

export function toColumn(row: Row): Column {
  const type = text(row.type)
  const data = text(row.data)
  return {
    name: text(row.name),
    type,
    nullable: row.nullable === 'YES',
    kind: kindOf(data, type),
    ...(kindOf(data, type) === 'text' &&
      !trusted.test(text(row.collation_name)) && { collation: text(row.collation_name) }),
    long: /text$|blob$|json/.test(data),
    onUpdate: /on update/i.test(row.extra ?? ''),
    generated: /\b(virtual|stored|persistent)\b/i.test(row.extra ?? ''),
  }
}

function kindOf(data: string, type: string): ColumnKind {
  if (/^(tiny|small|medium|big)?int$/.test(data))
    return type.includes('unsigned') ? 'unsigned' : 'integer'
  if (/^(var)?char$/.test(data)) return 'text'
  if (/^(var)?binary$/.test(data)) return 'binary'
  if (/^(timestamp|datetime|date)$/.test(data)) return 'time'
  return 'other'
}

function toForeignKeys(rows: readonly Row[]): readonly ForeignKey[] {
  const groups = new Map<string, Row[]>()
  for (const row of rows)
    groups.set(`${row.owner}.${row.name}`, [...(groups.get(`${row.owner}.${row.name}`) ?? []), row])
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
