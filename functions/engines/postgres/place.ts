/** Where a customer's tables are: a database, and a schema of it. */
export interface Place {
  readonly database: string
  readonly schema: string
}

/** What a session is connected to that is for none of the customer's databases. */
export const none: Place = { database: 'postgres', schema: 'public' }

/**
 * Outside of this folder the two are one text, `apim_db` or `apim_db.wso2`: the configuration
 * accepts no dot in either name.
 */
export function placeOf(text: string): Place {
  const at = text.indexOf('.')
  return at === -1
    ? { database: text, schema: none.schema }
    : { database: text.slice(0, at), schema: text.slice(at + 1) }
}

/** The same text again. */
export const shownPlace = ({ database, schema }: Place): string =>
  schema === none.schema ? database : `${database}.${schema}`

/** A table's name as the catalogue has it, from what Drydock calls it (pg-text.ts, `called`). */
export const inCatalogue = (name: string): string =>
  /^".*"$/s.test(name)
    ? name.slice(1, -1).replaceAll('""', '"')
    : name.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
