import type { Deployment } from '../contract/environment.ts'
import type { Reached } from '../contract/source.ts'
import { NamedError } from '../contract/errors.ts'
import type { Run, SourcePlan, Target } from '../contract/steps.ts'
import { ask, type Database } from '../engines/database.ts'
import type { Dialect } from '../engines/dialect.ts'
import { openEngine } from '../engines/engines.ts'
import { connectedAt } from './connected-at.ts'
import { clonesSecrets } from './clone-secrets.ts'
import { loginOf } from './secrets.ts'
import { secretsManager } from './secrets-manager.ts'
import { sourceServer, type Server } from './server.ts'
import { cloneServer } from './clone-server.ts'
import { refuseProduction } from './refuse-production.ts'

/** Production needs no run to be opened; a clone is one run's. */
export type TargetOf = {
  readonly source: Reached
  readonly database: string
  /** `restore`: the session for putting rows back. */
  readonly session?: 'undo'
  readonly ending?: AbortSignal | undefined
  /** The statement timeout of the session in ms. */
  readonly statementTime?: number | undefined
} & (
  | {
      readonly target: 'production'
      readonly deployment: Pick<Deployment, 'authorities'>
      readonly scratch?: never
    }
  | { readonly target: Target; readonly run: Run; readonly source: SourcePlan; scratch?: never }
  | ScratchOf
)

/** A session in a database of Drydock's own on the clone, made beside `database`. */
interface ScratchOf {
  readonly target: 'clone'
  readonly run: Run
  readonly source: SourcePlan
  readonly scratch: string
}

export interface Opened {
  readonly database: Database
  readonly dialect: Dialect
  /** As in RDS. */
  readonly server: Server
}

/**
 * Opens a database of production or of its clone. Addresses are never passed around: each call asks
 * RDS by the planned name, and compares a clone with its production.
 * @throws NamedError SourceNotFound, NotDrydocks, CloneIsProduction, DatabaseUnreachable,
 * AccessDenied, DatabaseNotFound
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
      `"${server.id}" has no endpoint or no secret (status ${server.status}). Wait until it ` +
        'is available and start again.',
    )
  // A stopped server keeps its address, and connecting to it only shows that nothing answers.
  if (['stopped', 'stopping', 'starting'].includes(server.status))
    throw new NamedError(
      'DatabaseUnreachable',
      `RDS says that "${server.id}" is ${server.status}. Start it, wait until it is ` +
        'available, and start the run again.',
    )
  const secrets =
    'run' in of && target === 'clone' ? clonesSecrets(of.run.deployment) : secretsManager
  const { authorities } = ('run' in of ? of.run : of).deployment
  const opened = await dialect.open({
    ...connectedAt(server.engine, source, server.address),
    ...(await loginOf(secret, secrets)),
    database: of.scratch ?? database,
    session,
    statementTime,
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

/** If the session has a statement timeout, statements without their own timeout use it. */
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

/** Runs before any statement that only one engine understands. @throws NamedError SourceNotFound */
async function refuseOtherEngine(
  database: Database,
  dialect: Dialect,
  { id, engine }: Server,
): Promise<void> {
  const { version } = await ask(database, dialect.server.clock)
  if (!dialect.server.isOurs(version))
    throw new NamedError(
      'SourceNotFound',
      `RDS calls the engine of "${id}" ${engine}, and the server that answers at its ` +
        `endpoint calls itself ${version}. Nothing was read or deleted. Check where the ` +
        'endpoint leads (a proxy, your own DNS name), and correct "sources".',
    )
}
