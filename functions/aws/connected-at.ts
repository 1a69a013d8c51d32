import { apartForTls, usualPorts, type Reached } from '../contract/source.ts'
import type { Address } from '../engines/database.ts'
import { engineNamed } from '../engines/engines.ts'
import { isAmazons } from './host.ts'

/**
 * Where a source, or its clone, is connected to, and whether with TLS: at RDS's endpoints always.
 * Where TLS has a port of its own, the endpoint names the other one: no password is sent there.
 * @throws NamedError SourceNotFound
 */
export function connectedAt(
  engine: string,
  { name, port }: Pick<Reached, 'name' | 'port'>,
  { host, port: named }: Pick<Address, 'host' | 'port'>,
): Pick<Address, 'host' | 'port' | 'tls'> {
  const [tls, called] = [isAmazons(host), engineNamed(engine, name)]
  const apart = tls && apartForTls.includes(called)
  return { host, port: apart ? (port ?? usualPorts[called]) : named, tls }
}
