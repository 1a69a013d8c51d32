/**
 * Errors whose texts name databases, schemas, tables, columns, constraints and roles, but quote no
 * values (the server's sources: each ereport of these SQLSTATEs).
 */
const named =
  /^(08...|23[05]..|25...|28...|3[DF]000|40...|42501|42P01|42703|428C9|53...|55P03|55000|57...)$/
/** RAISE of a trigger or a function: its author wrote the text, which may contain values. */
const raised = /^(P0...|38...|39...)$/

/** The error's text without possible row values: 'invalid input syntax for type integer: "5x"'. */
export function withoutValues(message: string, state: string): string {
  if (raised.test(state)) return 'a trigger or a function rejected it (RAISE; its text is withheld)'
  if (named.test(state)) return message
  return message.replace(/(?<!\w)['"].*$/s, '"…"')
}

/** Fields that quote the row, the statement, or a value of either. */
const quoting = ['detail', 'hint', 'where', 'internalQuery', 'internalPosition', 'query']

/** Removes values from all parts of a driver error: it may be logged, or end the call. */
export function clean(error: Error): void {
  if (!('severity' in error)) return
  const message = withoutValues(error.message, 'code' in error ? String(error.code) : '')
  if (error.stack !== undefined) error.stack = error.stack.replace(error.message, () => message)
  error.message = message
  for (const part of quoting) Reflect.deleteProperty(error, part)
}
