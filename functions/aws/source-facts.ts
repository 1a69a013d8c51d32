import { DescribeAccountAttributesCommand } from '@aws-sdk/client-rds'
import type { SourcePlan } from '../contract/steps.ts'
import type { SourceFacts } from '../purge/preflight/scene.ts'
import { clusterFacts } from './cluster/facts.ts'
import { isHere } from './host.ts'
import { instanceFacts } from './instance/facts.ts'
import { rds } from './rds.ts'
import { sourceServer } from './server.ts'

const own = { instance: instanceFacts, cluster: clusterFacts }

/** What AWS knows of production. @throws NamedError SourceNotFound */
export async function sourceFacts({ kind, name }: SourcePlan): Promise<SourceFacts> {
  const { engine, address } = await sourceServer({ kind, name })
  const { AccountQuotas = [] } = await rds.send(new DescribeAccountAttributesCommand({}))
  return {
    source: name,
    kind,
    engine,
    remote: address !== null && !isHere(address.host),
    ...(await own[kind](name)),
    quotas: AccountQuotas.map(({ AccountQuotaName = '', Used: used = 0, Max: most = 0 }) => ({
      name: AccountQuotaName,
      used,
      most,
    })),
  }
}
