import { randomUUID } from 'node:crypto'
import type { Deployment } from '../contract/environment.ts'
import { NamedError } from '../contract/errors.ts'
import type { Database } from '../engines/database.ts'
import { isSameServer } from '../preflight/server-identity.ts'
import type { Dialect } from '../engines/dialect.ts'
import { connectedAt } from './connected-at.ts'
import type { Server } from './server.ts'
import { loginOf } from './secrets.ts'
import { secretsManager } from './secrets-manager.ts'
import type { TargetOf } from './target-database.ts'

/**
 * Two addresses that RDS distinguishes may still lead to one server (DNS, a proxy): statements for
 * the clone would run on production, before any gate. @throws NamedError CloneIsProduction
 */
export async function refuseProduction(
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
    ...connectedAt(servers.production.engine, source, address),
    ...(await loginOf(source.secret, secretsManager)),
    database,
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
    `The clone "${servers.clone.id}" and production "${servers.production.id}" have two ` +
      'addresses, but one server answers at both: a lock taken at one is visible at the other. ' +
      'Nothing was deleted. Check where both endpoints lead (DNS, a proxy) before you start ' +
      'again.',
  )
}
