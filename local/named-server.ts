import { isHere } from '../functions/aws/host.ts'
import { NamedError } from '../functions/contract/errors.ts'
import { ask, type Database, DatabaseTrouble } from '../functions/engines/database.ts'
import type { Dialect } from '../functions/engines/dialect.ts'
import type { Connection } from './connection-file.ts'

/** A server that a person names by a file of the database's own clients. */
export interface NamedServer {
  readonly dialect: Dialect
  readonly connection: Connection
  readonly database: string
  readonly file: string
  readonly session?: 'undo'
  /** What says which engine it is, such as "--engine is …". */
  readonly saidBy: string
  /** What to do if it is another one. */
  readonly next: string
  /** What its user needs. */
  readonly privileges: string
}

/**
 * Opens it, and asks whether it is of the engine whose statements it is to get.
 * @throws NamedError SourceNotFound, DatabaseUnreachable, AccessDenied, DatabaseNotFound
 */
export async function openNamedServer(server: NamedServer): Promise<Database> {
  const { dialect, connection, session } = server
  const database = await dialect
    .open({
      ...connection,
      database: server.database,
      ...(session !== undefined && { session }),
      tls: !isHere(connection.host),
    })
    .catch((error: unknown) => {
      throw inWordsOfHere(error, server)
    })
  try {
    await refuseOtherEngine(database, server)
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}

/** Runs before any statement that only one engine understands. @throws NamedError SourceNotFound */
async function refuseOtherEngine(
  database: Database,
  { dialect, connection: { host, port }, saidBy, next }: NamedServer,
): Promise<void> {
  const { version } = await ask(database, dialect.server.clock)
  if (dialect.server.isOurs(version)) return
  throw new NamedError(
    'SourceNotFound',
    `The server at ${host}:${port} calls itself ${version}, and ${saidBy}. Nothing was changed. ` +
      `${next}, or correct the connection file.`,
  )
}

/** Nobody answers there, so nobody is of another engine. */
const nobody = /^E(CONNREFUSED|HOSTUNREACH|NETUNREACH|AI_AGAIN|NOTFOUND)|^ENOTFOUND/

/** The engine's advice for servers on AWS does not help on this computer. */
function inWordsOfHere(
  error: unknown,
  { connection: { host, port, user }, file, saidBy, next, privileges }: NamedServer,
): unknown {
  if (!(error instanceof NamedError && error.cause instanceof Error)) return error
  const { name, cause } = error
  if (cause instanceof DatabaseTrouble)
    return new NamedError(
      'DatabaseUnreachable',
      `${host}:${port} does not answer (${cause.message}). Check that the server runs and that ` +
        `${file} names its host and port. ` +
        (nobody.test(cause.message)
          ? 'The server of npm start runs only as long as its --keep.'
          : `If it is of another engine (${saidBy}): ${next}.`),
    )
  if (name === 'SourceNotFound')
    return new NamedError(
      name,
      `What answers at ${host}:${port} speaks another protocol (${cause.message}), and ` +
        `${saidBy}. Nothing was changed. ${next}, or correct host and port in ${file}.`,
    )
  if (name === 'AccessDenied')
    return new NamedError(
      name,
      `${host}:${port} refuses ${user} (${cause.message}). Correct user and password in ` +
        `${file}, or grant the user ${privileges} on the database.`,
    )
  if (name === 'DatabaseNotFound')
    return new NamedError(
      name,
      `${cause.message}. It is expected at ${host}:${port}: create it with its tables, or ` +
        `correct the host in ${file}.`,
    )
  return error
}
