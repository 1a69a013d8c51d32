import { NamedError } from '../functions/contract/errors.ts'
import type { Address } from '../functions/engines/database.ts'

/** A server that a URL names. */
export interface ServerNamed {
  /** RDS's name of an engine whose folder it takes. */
  readonly engine: string
  readonly address: Address & { readonly database: string }
}

/** By a URL's scheme: RDS's name of the engine, and its usual port. */
const schemes: Readonly<Record<string, readonly [engine: string, port: number]>> = {
  mssql: ['sqlserver-se', 1433],
  oracle: ['oracle-se2', 2484],
  postgres: ['postgres', 5432],
  postgresql: ['postgres', 5432],
  mysql: ['mysql', 3306],
  mariadb: ['mariadb', 3306],
}

/** @throws NamedError InvalidInput; it never quotes the URL, which has a password in it */
export function serverNamed(url: string, tls: boolean): ServerNamed {
  const parsed = URL.canParse(url) ? new URL(url) : null
  const known = parsed === null ? undefined : schemes[parsed.protocol.replace(/:$/, '')]
  const database = decodeURIComponent(parsed?.pathname.slice(1) ?? '')
  if (parsed === null || known === undefined || database === '' || parsed.username === '')
    throw new NamedError(
      'InvalidInput',
      'The URL of the server is not one that Drydock reads (it is not shown, since it may have ' +
        `a password in it). Expected <engine>://user:password@host:port/database, where <engine> ` +
        `is one of ${Object.keys(schemes).join(', ')}.`,
    )
  const [engine, port] = known
  return {
    engine,
    address: {
      host: parsed.hostname,
      port: parsed.port === '' ? port : Number(parsed.port),
      user: decodeURIComponent(parsed.username),
      password: decodeURIComponent(parsed.password),
      database,
      tls,
    },
  }
}
