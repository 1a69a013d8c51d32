/**
 * Errors whose texts name tables, columns, constraints, users and hosts, but quote no values
 * (Database Error Messages): all of the driver's, and of the server's those that Drydock sorts.
 */
const quotesValues = /^ORA-(00001|01438|01722|02290|06502|12899|20\d{3}|28112)$/

/** The error's text without possible row values; its first line alone. */
export function withoutValues(message: string, number: string): string {
  const [first = ''] = message.split('\n')
  if (/^ORA-20\d{3}$/.test(number))
    return `${number}: a trigger or a package rejected it (its text is withheld)`
  // From 23ai on ORA-00001 says the columns and their values.
  return quotesValues.test(number)
    ? first.replace(/(columns|column values?|value|actual).*$/is, '…')
    : first
}

/** Removes values from all parts of a driver error: it may be logged, or end the call. */
export function clean(error: Error, number: string): void {
  const message = withoutValues(error.message, number)
  if (error.stack !== undefined) error.stack = error.stack.replace(error.message, () => message)
  error.message = message
  // Beside the offset in the statement nothing is of use, and a cause has the text again.
  for (const part of ['cause', 'sql', 'binds']) Reflect.deleteProperty(error, part)
}
