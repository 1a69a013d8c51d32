/**
 * Errors whose texts name databases, tables, columns, keys, users and options of the server, and quote no value (the
 * servers' own message files: share/messages_to_clients.txt of MySQL, share/errmsg-utf8.txt of MariaDB).
 */
const named = new Set([
  // No room.
  1021, 1114,
  // Access.
  1044, 1045, 1130, 1142, 1143, 1227, 1251, 1370, 1698, 1820, 1862, 3118, 3159, 3955, 4151,
  // What there is not, or not so.
  1048, 1049, 1051, 1054, 1091, 1109, 1146, 1176, 1193, 1290, 1305, 1364,
  // A database that takes no writes.
  3989,
  // A value that does not fit, by its column.
  1264, 1265, 1406,
  // Foreign keys and checks.
  1216, 1217, 1451, 1452, 3819, 4025,
])
/** SIGNAL of a trigger or a procedure: its text is whatever somebody wrote, with values or without. */
const signalled = 1644

/** The error's text without what may be a value of a row: "Duplicate entry 'xyz' for key …", "near 'xyz'". */
export function withoutValues(message: string, number: number): string {
  if (number === signalled)
    return 'a trigger or a procedure refused it, in words of its own (SIGNAL)'
  if (named.has(number)) return message
  // From the first quote on, but for a place at the end: what is quoted may hold quotes itself, and be cut off.
  return message.replace(/(?<!\w)['"].*?( at (?:line|row) \d+)?$/s, "'…'$1")
}

/** Takes values out of an error of the driver, wherever it carries them: it may be logged, or end the call. */
export function clean(error: Error): void {
  if (!('sqlState' in error) && !('sqlMessage' in error) && !('sql' in error)) return
  const message = withoutValues(error.message, 'errno' in error ? Number(error.errno) : 0)
  if (error.stack !== undefined) error.stack = error.stack.replace(error.message, () => message)
  error.message = message
  // The statement stands beside the message, and has values where it was not prepared.
  for (const part of ['sql', 'sqlMessage']) Reflect.deleteProperty(error, part)
}
