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

/** A quoted identifier. */
export const quoted = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`
export const name = (identifier: string): Piece => raw(quoted(identifier))
