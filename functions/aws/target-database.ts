import { randomUUID } from 'node:crypto'
import { tagKeys, type Deployment, type Identity } from '../contract/environment.ts'
import { NamedError } from '../contract/errors.ts'
import type { Run, SourcePlan, Target } from '../contract/steps.ts'
import { ask, type Database } from '../engines/database.ts'
import { isSameServer } from '../preflight/server-identity.ts'
import type { Dialect } from '../engines/dialect.ts'
import { openEngine } from '../engines/engines.ts'
import { isAmazons, isHere } from './host.ts'
import { mustBeOurs, tagOf } from './rds.ts'
import { readCredentials } from './secrets.ts'
import { findServer, sourceServer, type Server } from './server.ts'

/** Production needs no run to be opened; a clone is one run's. */
export type TargetOf = {
  readonly source: Identity & { readonly secret: string }
  readonly database: string
  /** `restore`: the session puts rows back. */
  readonly session?: 'undo'
  readonly ending?: AbortSignal | undefined
  /** ms that a statement of the session may take. */
  readonly statementTime?: number | undefined
} & (
  | { readonly target: 'production'; readonly deployment: Pick<Deployment, 'authorities'> }
  | { readonly target: Target; readonly run: Run; readonly source: SourcePlan }
)

interface Opened {
  readonly database: Database
  readonly dialect: Dialect
  /** As RDS has it. */
  readonly server: Server
}

/**
 * Opens a database of production or of its clone. An address is never handed around: it is asked of RDS by the planned
 * name, and a clone is compared with its production each time.
 * @throws NamedError SourceNotFound, NotDrydocks, CloneIsProduction, DatabaseUnreachable, AccessDenied, DatabaseNotFound
 */
export async function openTarget(of: TargetOf): Promise<Opened> {
  const { source, target, database, session, ending, statementTime } = of
  const production = await sourceServer(source)
  const dialect = await openEngine(production.engine, source.name)
  const server =
    'run' in of && target === 'clone'
      ? await cloneServer(of.run, of.source, production)
      : production
  const secret = target === 'production' ? source.secret : server.secret
  if (server.address === null || secret === null)
    throw new NamedError(
      'DatabaseUnreachable',
      `"${server.id}" has no endpoint or no secret (status ${server.status}). Wait until it is available and start again.`,
    )
  // An address stays with a server that is stopped, and connecting to it says no more than that nobody answers.
  if (['stopped', 'stopping', 'starting'].includes(server.status))
    throw new NamedError(
      'DatabaseUnreachable',
      `RDS says that "${server.id}" is ${server.status}. Start it, wait until it is available, and start the run again.`,
    )
  const { host, port } = server.address
  const { authorities } = ('run' in of ? of.run : of).deployment
  const opened = await dialect.open({
    host,
    port,
    ...(await credentialsOf(secret)),
    renew: () => credentialsOf(secret),
    database,
    session,
    statementTime,
    tls: isAmazons(host),
    authorities,
    ending,
  })
  try {
    await refuseOtherEngine(opened, dialect, server)
    if (server !== production)
      await refuseProduction(opened, { ...of, authorities }, dialect, { clone: server, production })
    return { database: opened, dialect: bounded(dialect, statementTime), server }
  } catch (error) {
    await opened.close()
    throw error
  }
}

/** Where the session's statements are bounded, a statement without a bound of its own goes back to that one. */
const bounded = (dialect: Dialect, most: number | undefined): Dialect =>
  most === undefined
    ? dialect
    : {
        ...dialect,
        server: {
          ...dialect.server,
          limitTime: (milliseconds) =>
            dialect.server.limitTime(milliseconds === 0 ? most : milliseconds),
        },
      }

const credentialsOf = async (secret: string) => {
  const { username: user, password } = await readCredentials(secret)
  return { user, password }
}

/** Before anything is said that only one of the engines understands. @throws NamedError SourceNotFound */
async function refuseOtherEngine(
  database: Database,
  dialect: Dialect,
  { id, engine }: Server,
): Promise<void> {
  const { version } = await ask(database, dialect.server.clock)
  if (!dialect.server.isOurs(version))
    throw new NamedError(
      'SourceNotFound',
      `RDS calls the engine of "${id}" ${engine}, and the server that answers at its endpoint calls itself ${version}. Nothing was read or deleted. See where the endpoint leads (a proxy, a DNS name of your own), and correct "sources".`,
    )
}

/**
 * RDS has told two addresses apart, and both may lead to one server all the same (DNS, a proxy): what is said to the clone
 * would be done to production, before any gate. @throws NamedError CloneIsProduction
 */
async function refuseProduction(
  clone: Database,
  {
    source,
    database,
    authorities,
    ending,
  }: Pick<TargetOf, 'source' | 'database' | 'ending'> & Pick<Deployment, 'authorities'>,
  dialect: Dialect,
  servers: { readonly clone: Server; readonly production: Server },
): Promise<void> {
  const { address } = servers.production
  if (address === null) return
  const production = await dialect.open({
    ...address,
    ...(await credentialsOf(source.secret)),
    renew: () => credentialsOf(source.secret),
    database,
    tls: isAmazons(address.host),
    authorities,
    ending,
  })
  try {
    if (!(await isSameServer(production, clone, dialect, `drydock-same-${randomUUID()}`))) return
  } finally {
    await production.close()
  }
  throw new NamedError(
    'CloneIsProduction',
    `The clone "${servers.clone.id}" and production "${servers.production.id}" have two addresses, and one server answers at both: a lock that was taken at the one is seen at the other. Nothing was deleted. See where both endpoints lead (DNS, a proxy) before you start again.`,
  )
}

/** ms for which a replica is asked, all in all: production's purge waits for the answer. */
const replicaMilliseconds = 5_000

/** A replica of production that RDS does not know, by production's own credentials. @throws NamedError DatabaseUnreachable, AccessDenied */
export async function openReplica(
  { secret }: Pick<SourcePlan, 'secret'>,
  { authorities }: Pick<Deployment, 'authorities'>,
  { host, port }: { readonly host: string; readonly port: number },
  dialect: Dialect,
): Promise<Database> {
  return dialect.open({
    host,
    port,
    ...(await credentialsOf(secret)),
    renew: () => credentialsOf(secret),
    database: null,
    // Whatever it is called: it is sent production's password.
    tls: !isHere(host),
    authorities,
    ending: AbortSignal.timeout(replicaMilliseconds),
  })
}

/** @throws NamedError DatabaseUnreachable, CloneIsProduction, NotDrydocks */
export async function cloneServer(
  run: Run,
  source: SourcePlan,
  production: Server,
): Promise<Server> {
  const clone = await findServer(source.kind, source.clone)
  if (clone === null)
    throw new NamedError(
      'DatabaseUnreachable',
      `The clone "${source.clone}" is gone. Start the run again.`,
    )
  const place = ({ address }: Server) => `${address?.host ?? ''}:${address?.port ?? ''}`
  if (clone.resourceId === production.resourceId || place(clone) === place(production))
    throw new NamedError(
      'CloneIsProduction',
      `The clone "${source.clone}" has the address or the identity of production "${source.name}". Nothing was deleted. Look at both in the RDS console before you start again.`,
    )
  mustBeOurs(source.clone, clone.tags, run.environment)
  if (tagOf(clone.tags, tagKeys.runId) !== run.runId)
    throw new NamedError(
      'NotDrydocks',
      `The clone "${source.clone}" is another run's (${tagOf(clone.tags, tagKeys.runId) ?? 'none'}). Start again under another name.`,
    )
  return clone
}
