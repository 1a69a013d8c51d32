/**
 * Errors whose texts name databases, tables, columns, keys, users and server options, but quote no
 * values (the servers' message files: share/messages_to_clients.txt of MySQL, share/errmsg-utf8.txt
 * of MariaDB).
 */
const named = new Set([
  // Disk full.
  1021, 1114,
  // Access.
  1044, 1045, 1130, 1142, 1143, 1227, 1251, 1370, 1698, 1820, 1862, 3118, 3159, 3955, 4151,
  // Objects that do not exist or differ.
  1048, 1049, 1051, 1054, 1091, 1109, 1146, 1176, 1193, 1290, 1305, 1364,
  // A read-only database.
  3989,
  // A value that does not fit; the text names the column.
  1264, 1265, 1406,
  // Foreign keys and checks.
  1216, 1217, 1451, 1452, 3819, 4025,
])
/** SIGNAL of a trigger or a procedure: its author wrote the text, which may contain values. */
const signalled = 1644

/**
 * The error's text without possible row values: "Duplicate entry 'xyz' for key …", "near 'xyz'".
 */
export function withoutValues(message: string, number: number): string {
  if (number === signalled)
    return 'a trigger or a procedure rejected it (SIGNAL; its text is withheld)'
  if (named.has(number)) return message
  // Cuts from the first quote on, except a position at the end: a quoted text may contain quotes
  // and be truncated.
  return message.replace(/(?<!\w)['"].*?( at (?:line|row) \d+)?$/s, "'…'$1")
}

/** Removes values from all parts of a driver error: it may be logged, or end the call. */
export function clean(error: Error): void {
  if (!('sqlState' in error) && !('sqlMessage' in error) && !('sql' in error)) return
  const message = withoutValues(error.message, 'errno' in error ? Number(error.errno) : 0)
  if (error.stack !== undefined) error.stack = error.stack.replace(error.message, () => message)
  error.message = message
  // The error also carries the statement, which contains values if it was not prepared.
  for (const part of ['sql', 'sqlMessage']) Reflect.deleteProperty(error, part)
}
