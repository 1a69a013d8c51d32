/** Where a customer's tables are: a database, and a schema of it. */
export interface Place {
  readonly database: string
  readonly schema: string
}

/** What a session is connected to that is for none of the customer's databases. */
export const none: Place = { database: 'master', schema: 'dbo' }

/** The configuration joins the two with a dot, and accepts no dot in either. */
export function placeOf(text: string): Place {
  const at = text.indexOf('.')
  return at === -1
    ? { database: text, schema: none.schema }
    : { database: text.slice(0, at), schema: text.slice(at + 1) }
}
