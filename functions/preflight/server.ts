import { ask } from '../engines/database.ts'
import { failed, passed, warning, type Finding, type PreflightScene } from './scene.ts'

/**
 * Connections that leave this computer are encrypted. For Amazon's own endpoints the driver already
 * requires TLS and their certificate.
 */
export async function tls({ database, dialect, facts }: PreflightScene): Promise<Finding> {
  const cipher = await ask(database, dialect.server.cipher)
  if (cipher !== '') return passed(`The connection is encrypted (${cipher}).`)
  const remedy =
    "For Amazon's own endpoints (….amazonaws.com) Drydock requires TLS: find out why this " +
    'source has another endpoint, or what terminates TLS in between.'
  return facts.remote
    ? failed('The connection to production leaves this computer and is not encrypted.', remedy)
    : warning('The connection is not encrypted; it does not leave this computer.', '')
}

/**
 * The server's version is supported. Opening it already checked that its engine is the one in RDS.
 */
export async function engineSupported({
  database,
  dialect,
}: Pick<PreflightScene, 'database' | 'dialect'>): Promise<Finding> {
  const { version } = await ask(database, dialect.server.clock)
  const { range, within } = dialect.server.supports(version)
  if (!within)
    return failed(
      `The server is ${version}; Drydock supports ${range}.`,
      'Upgrade the instance, or use a Drydock version that supports it.',
    )
  return passed(`${version} is within ${range}.`)
}

/** Replicas fall behind while rows are deleted: operators should know who reads from them. */
export async function replicas({ database, dialect, facts }: PreflightScene): Promise<Finding> {
  const connected = await dialect.server.replicas(database)
  const known = facts.replicas.map(
    ({ id, lagSeconds }) =>
      `${id} (${lagSeconds === null ? 'its lag is not visible' : `${lagSeconds} s behind`})`,
  )
  const others = connected.map(
    ({ host, id }) => `${host === '' ? 'a server' : host} (server id ${id})`,
  )
  if (known.length === 0 && others.length === 0) return passed('No replicas are known.')
  return warning(
    `Replicas follow this server: ${[...known, ...(known.length === 0 ? others : [])].join(', ')}.`,
    'Watch their lag (ReplicaLag, on Aurora AuroraReplicaLag) while production is purged; ' +
      'lower limits.productionShare if it grows.',
  )
}
