import type { Question, Row } from '../database.ts'
import { raw, written as writtenWith, type Piece } from '../pieces.ts'
import type { Sql } from '../dialect.ts'

export { joined, raw, sql, type Piece } from '../pieces.ts'

/** A statement as PostgreSQL reads it. */
export const written = (piece: Piece): Sql => writtenWith(piece, (at) => `$${at + 1}`)

/** A statement with what its answer says. */
export const answering = <T>(piece: Piece, read: Question<T>['read']): Question<T> => ({
  ...written(piece),
  read,
})

/** A number from an answer; null if there is none. */
export const number = (value: Row[string] | undefined): number | null =>
  value == null || value === '' || !Number.isFinite(Number(value)) ? null : Number(value)

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
