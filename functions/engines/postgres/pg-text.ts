import { endings, raw, type Piece } from '../pieces.ts'

export { joined, raw, sql, type Piece } from '../pieces.ts'

/** Statements as PostgreSQL reads them. */
export const { written, answering } = endings((at) => `$${at + 1}`)

/** A quoted identifier, as the catalogue has it. */
export const quoted = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`

/**
 * What Drydock calls a table, a column, an index or a key of the catalogue: as PostgreSQL's own
 * quote_ident writes it where its case must be kept, in quotation marks. Rules and questions name
 * columns in capitals, which are folded as the server folds them.
 */
export const called = (inCatalogue: string): string =>
  /[A-Z]|^"/.test(inCatalogue) ? quoted(inCatalogue) : inCatalogue

/** The same as a statement takes it. */
export const identifier = (name: string): string =>
  /^".*"$/s.test(name) ? name : quoted(name.replace(/[A-Z]/g, (letter) => letter.toLowerCase()))
export const name = (table: string): Piece => raw(identifier(table))
