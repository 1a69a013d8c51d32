import { raw, sql, type Piece } from './ora-text.ts'

/** Where a customer's tables are: a service of the listener, and a schema of its database. */
export interface Place {
  readonly service: string
  /** As the catalogue has it; null for the schema of the session's own user. */
  readonly schema: string | null
}

/**
 * Outside of this folder the two are one text, `ORCL` or `ORCL.WSO2`: the configuration accepts no
 * dot in either name. A schema is folded as the server folds it.
 */
export function placeOf(text: string): Place {
  const at = text.indexOf('.')
  return at === -1
    ? { service: text, schema: null }
    : { service: text.slice(0, at), schema: folded(text.slice(at + 1)) }
}

const folded = (schema: string): string =>
  /^".*"$/s.test(schema) ? schema.slice(1, -1) : schema.toUpperCase()

/** The same text again. */
export const shownPlace = ({ service, schema }: Place): string =>
  schema === null ? service : `${service}.${schema}`

/** The owner of the tables, in a question to the catalogue. */
export function ownerOf(database: string): Piece {
  const { schema } = placeOf(database)
  return schema === null ? raw("SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA')") : sql`${schema}`
}
