import { DescribeAccountAttributesCommand, type RDSClient } from '@aws-sdk/client-rds'
import type { Run, SourcePlan } from '../contract/steps.ts'
import type { SourceFacts } from '../preflight/scene.ts'
import { clonesRds } from './clone-account.ts'
import { connectedAt } from './connected-at.ts'
import { clusterAllocated, clusterFacts } from './cluster/facts.ts'
import { isHere } from './host.ts'
import { allocated, instanceFacts } from './instance/facts.ts'
import { rds } from './rds.ts'
import { sourceServer } from './server.ts'

const allocatedBy = { instance: allocated, cluster: clusterAllocated }
const own = { instance: instanceFacts, cluster: clusterFacts }

/**
 * What AWS knows about production.
 * @param all the run's sources, since their clones are judged together.
 * @param run whose clones may have an account of their own, with its own quotas.
 * @throws NamedError SourceNotFound
 */
export async function sourceFacts(
  { kind, name, port }: Pick<SourcePlan, 'kind' | 'name' | 'port'>,
  all: readonly Pick<SourcePlan, 'kind' | 'name' | 'cloneKind'>[] = [],
  run?: Pick<Run, 'mode' | 'deployment'>,
): Promise<Omit<SourceFacts, 'cloneGroups'>> {
  const { engine, address } = await sourceServer({ kind, name })
  const quotas = await quotasFor(run)
  const facts = await own[kind](name)
  return {
    source: name,
    kind,
    engine,
    remote: address !== null && !isHere(address.host),
    ...facts,
    // Where it is connected to, which the endpoint does not name of every engine.
    state: {
      ...facts.state,
      port: address === null ? null : connectedAt(engine, { name, port }, address).port,
    },
    clones: await Promise.all(
      all.map(async ({ kind: of, name: source, cloneKind = of }) => ({
        kind: cloneKind,
        snapshot: of,
        storage: cloneKind === 'instance' ? await allocatedBy[of](source) : null,
      })),
    ),
    quotas,
  }
}

/**
 * What the accounts of snapshots and clones allow.
 * @throws NamedError AccessDenied if nothing can be done in the clones' account
 */
async function quotasFor(
  run: Pick<Run, 'mode' | 'deployment'> | undefined,
): Promise<SourceFacts['quotas']> {
  const own = await quotasOf(rds)
  // A plan makes no clone.
  if (run?.deployment.cloneAccount === undefined || run.mode === 'plan') return own
  const theirs = await quotasOf(clonesRds(run.deployment, 'look'))
  return [...theirs, ...own.filter(({ name }) => /Snapshots$/.test(name))]
}

async function quotasOf(at: RDSClient): Promise<SourceFacts['quotas']> {
  const { AccountQuotas = [] } = await at.send(new DescribeAccountAttributesCommand({}))
  return AccountQuotas.map(({ AccountQuotaName = '', Used: used = 0, Max: most = 0 }) => ({
    name: AccountQuotaName,
    used,
    most,
  }))
}
