import { NamedError } from '../../contract/errors.ts'
import type { Address, Credentials } from '../database.ts'
import { trust } from './authorities.ts'
import type { Connect, Connection } from './driver.ts'
import { limitTime } from './limit-time.ts'
import { quoted } from './ora-text.ts'
import { placeOf } from './place.ts'

/** The texts that open a session, to purge and to put rows back; and who makes the connection. */
export type Opened = Address & {
  readonly dialect: { readonly session: readonly string[]; readonly undoSession: readonly string[] }
  readonly connect: Connect
}

/** s in which the listener has to answer, and in which a route to it has to be found. */
const [answering, reaching] = [10, 5]

/** A session that is for none of the customer's databases is on RDS's default ("ORCL"). */
const usual = 'ORCL'

/**
 * The descriptor of a connection, in Oracle Net's own notation.
 * @throws NamedError DatabaseNotFound for a service that would be more than a name in it
 */
export function descriptor({ host, port, database, tls }: Address): string {
  const service = database === null ? usual : placeOf(database).service
  if (!/^[\w$#-]+$/.test(service))
    throw new NamedError(
      'DatabaseNotFound',
      `"${service}" is no name of a service: expected letters, digits, _, $, # and -. Check ` +
        '"databases" of the environment: the name is the DB name of the instance in RDS.',
    )
  return (
    `(DESCRIPTION=(CONNECT_TIMEOUT=${answering})(TRANSPORT_CONNECT_TIMEOUT=${reaching})` +
    // Probes of an idle connection, in minutes.
    '(RETRY_COUNT=0)(EXPIRE_TIME=1)' +
    `(ADDRESS=(PROTOCOL=${tls ? 'tcps' : 'tcp'})(HOST=${host})(PORT=${port}))` +
    `(CONNECT_DATA=(SERVICE_NAME=${service}))${tls ? '(SECURITY=(SSL_SERVER_DN_MATCH=TRUE))' : ''})`
  )
}

export async function dial(address: Opened, credentials: Credentials): Promise<Connection> {
  const connectString = descriptor(address)
  if (address.tls) trust(address.authorities)
  return address.connect({ ...credentials, connectString })
}

/** What is said first in every session. */
export function opening({ database, dialect, session, statementTime }: Address & Opened): string[] {
  const schema = database === null ? null : placeOf(database).schema
  return [
    ...(session === 'undo' ? dialect.undoSession : dialect.session),
    ...(schema === null ? [] : [`ALTER SESSION SET CURRENT_SCHEMA = ${quoted(schema)}`]),
    ...(statementTime === undefined ? [] : [limitTime(statementTime)]),
  ]
}
