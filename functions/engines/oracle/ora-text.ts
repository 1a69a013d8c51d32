import { endings, joined, raw, sql, type Piece } from '../pieces.ts'

export { joined, raw, sql, type Piece } from '../pieces.ts'

/** Statements as Oracle reads them. */
export const { written, answering } = endings((at) => `:${at + 1}`)

/** A quoted identifier, as the catalogue has it; no name may contain a quotation mark. */
export const quoted = (identifier: string): string => `"${identifier.replaceAll('"', '')}"`

/**
 * What Drydock calls a table, a column, an index or a key of the catalogue: in quotation marks
 * where the server would fold its name to another. Rules name everything in capitals, as the
 * server folds them.
 */
export const called = (inCatalogue: string): string =>
  /^[A-Z][A-Z0-9_$#]*$/.test(inCatalogue) ? inCatalogue : quoted(inCatalogue)

/** The same as a statement takes it. */
export const identifier = (name: string): string =>
  /^".*"$/s.test(name) ? name : quoted(name.toUpperCase())
export const name = (table: string): Piece => raw(identifier(table))

/** A table's name as the catalogue has it, from what Drydock calls it. */
export const inCatalogue = (name: string): string => identifier(name).slice(1, -1)

export const literal = (value: string): string => `'${value.replaceAll("'", "''")}'`

/** How wall times are written, to nine digits. */
export const timeFormat = "'YYYY-MM-DD HH24:MI:SS.FF9'"

/** Values that a list may have (ORA-01795). */
const longestList = 1000

/** `value IN (…)`, in as many lists as it takes; `1 = 0` for no value. */
export function among(value: Piece, values: readonly Piece[]): Piece {
  const lists: Piece[] = []
  for (let at = 0; at < values.length; at += longestList)
    lists.push(sql`${value} IN (${joined(values.slice(at, at + longestList), ', ')})`)
  const [first = raw('1 = 0'), ...more] = lists
  return more.length === 0 ? first : sql`(${joined(lists, ' OR ')})`
}

/** What stands between the statements of a text that has several. */
export const betweenStatements = ';\n'
