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
  if (!URL.canParse(url)) throw refuse('is no URL')
  const parsed = new URL(url)
  const known = schemes[parsed.protocol.replace(/:$/, '')]
  if (known === undefined) throw refuse('names no engine that Drydock knows')
  const [engine, usual] = known
  const port = parsed.port === '' ? usual : Number(parsed.port)
  const database = decoded(parsed.pathname.slice(1))
  if (port === 0) throw refuse('names port 0')
  if (parsed.username === '') throw refuse('names no user')
  if (database === '') throw refuse('names no database')
  return {
    engine,
    address: {
      // IPv6 stands in brackets in a URL alone.
      host: parsed.hostname.replace(/^\[|\]$/g, ''),
      port,
      user: decoded(parsed.username),
      password: decoded(parsed.password),
      database,
      tls,
    },
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw refuse('has a % that is not followed by two hexadecimal digits of UTF-8')
  }
}

const refuse = (what: string): NamedError =>
  new NamedError(
    'InvalidInput',
    `The URL of the server ${what} (it is not shown, since it may have a password in it). ` +
      'Expected <engine>://user:password@host:port/database, where <engine> is one of ' +
      `${Object.keys(schemes).join(', ')}. In user, password and database write @ as %40, : as ` +
      '%3A, / as %2F and % as %25.',
  )
