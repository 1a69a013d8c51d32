import { endings, raw, type Piece } from '../pieces.ts'

export { joined, raw, sql, type Piece } from '../pieces.ts'

/** Statements as SQL Server reads them. */
export const { written, answering } = endings((at) => `@p${at + 1}`)

/** A delimited identifier. */
export const quoted = (identifier: string): string => `[${identifier.replaceAll(']', ']]')}]`

export const literal = (value: string): string => `N'${value.replaceAll("'", "''")}'`

/**
 * The schema that every statement names. Without it a name would be looked up in the user's default
 * schema first, and a table there would stand in for the customer's.
 */
export const owner = 'dbo'

export const tableName = (table: string): string => `${quoted(owner)}.${quoted(table)}`
/** A table, by its schema and name. */
export const name = (table: string): Piece => raw(tableName(table))

/** Each byte of such a text is the same in every code page. */
export const isAscii = (value: string): boolean => Buffer.byteLength(value) === value.length

/**
 * A text to compare a column with. Of letters that every code page has, it is not Unicode: a
 * VARCHAR column compared with Unicode is converted row by row, and no index of a SQL_ collation
 * answers that.
 */
export const comparable = (value: string): Piece =>
  isAscii(value) ? writtenAs('VARCHAR(8000)', value) : { parts: ['', ''], values: [value] }

const writtenAs = (type: string, value: string): Piece => ({
  parts: ['CAST(', ` AS ${type})`],
  values: [value],
})
