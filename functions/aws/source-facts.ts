import { DescribeAccountAttributesCommand } from '@aws-sdk/client-rds'
import type { SourcePlan } from '../contract/steps.ts'
import type { SourceFacts } from '../preflight/scene.ts'
import { clusterFacts } from './cluster/facts.ts'
import { isHere } from './host.ts'
import { allocated, instanceFacts } from './instance/facts.ts'
import { rds } from './rds.ts'
import { sourceServer } from './server.ts'

const own = { instance: instanceFacts, cluster: clusterFacts }

/**
 * What AWS knows about production.
 * @param all the run's sources, since their clones are judged together.
 * @throws NamedError SourceNotFound
 */
export async function sourceFacts(
  { kind, name }: SourcePlan,
  all: readonly Pick<SourcePlan, 'kind' | 'name'>[] = [],
): Promise<SourceFacts> {
  const { engine, address } = await sourceServer({ kind, name })
  const { AccountQuotas = [] } = await rds.send(new DescribeAccountAttributesCommand({}))
  return {
    source: name,
    kind,
    engine,
    remote: address !== null && !isHere(address.host),
    ...(await own[kind](name)),
    clones: await Promise.all(
      all.map(async (source) => ({
        kind: source.kind,
        storage: source.kind === 'instance' ? await allocated(source.name) : null,
      })),
    ),
    quotas: AccountQuotas.map(({ AccountQuotaName = '', Used: used = 0, Max: most = 0 }) => ({
      name: AccountQuotaName,
      used,
      most,
    })),
  }
}
