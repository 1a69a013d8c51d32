import type { Deployment } from '../contract/environment.ts'
import type { SourcePlan } from '../contract/steps.ts'
import type { Database } from '../engines/database.ts'
import type { Dialect } from '../engines/dialect.ts'
import { isHere } from './host.ts'
import { loginOf } from './secrets.ts'
import { secretsManager } from './secrets-manager.ts'

/** The total time in ms for querying a replica: production's purge waits for the answer. */
const replicaMilliseconds = 5_000

/**
 * A replica of production that RDS does not know, opened with production's credentials.
 * @throws NamedError DatabaseUnreachable, AccessDenied
 */
export async function openReplica(
  { secret }: Pick<SourcePlan, 'secret'>,
  { authorities }: Pick<Deployment, 'authorities'>,
  { host, port }: { readonly host: string; readonly port: number },
  dialect: Dialect,
): Promise<Database> {
  return dialect.open({
    host,
    port,
    ...(await loginOf(secret, secretsManager)),
    database: null,
    // Whatever its host name: it receives production's password.
    tls: !isHere(host),
    authorities,
    ending: AbortSignal.timeout(replicaMilliseconds),
  })
}
