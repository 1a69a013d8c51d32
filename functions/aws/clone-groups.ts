import {
  DBParameterGroupNotFoundFault,
  DBSubnetGroupNotFoundFault,
  DescribeDBClusterParameterGroupsCommand,
  DescribeDBParameterGroupsCommand,
  DescribeDBSubnetGroupsCommand,
  type RDSClient,
} from '@aws-sdk/client-rds'
import type { Run } from '../contract/steps.ts'
import type { CloneGroup, OwnFacts, SourceFacts } from '../preflight/scene.ts'
import { clonesRds } from './clone-account.ts'
import { cloneGroup } from './groups-in-force.ts'

const ask: Readonly<Record<CloneGroup['kind'], (at: RDSClient, name: string) => Promise<unknown>>> =
  {
    subnets: (at, name) => at.send(new DescribeDBSubnetGroupsCommand({ DBSubnetGroupName: name })),
    parameters: (at, name) =>
      at.send(new DescribeDBParameterGroupsCommand({ DBParameterGroupName: name })),
    'cluster parameters': (at, name) =>
      at.send(new DescribeDBClusterParameterGroupsCommand({ DBClusterParameterGroupName: name })),
  }

/**
 * The groups that a clone is given by their names, and whether its account has them. Production's
 * own groups are there where the clone is in production's account.
 */
export async function cloneGroups(
  run: Pick<Run, 'mode' | 'clone' | 'deployment'>,
  source: OwnFacts['groups'],
): Promise<SourceFacts['cloneGroups']> {
  // A plan makes no clone.
  if (run.mode === 'plan') return []
  const elsewhere = run.deployment.cloneAccount
  const taken = (group: string | null) =>
    elsewhere === undefined ? undefined : cloneGroup(run, group ?? undefined)
  const wanted = [
    ['subnets', elsewhere?.subnetGroup],
    ['parameters', run.clone.parameterGroup ?? taken(source.parameters)],
    ['cluster parameters', taken(source.clusterParameters)],
  ] as const
  const at = clonesRds(run.deployment, 'look')
  const groups: CloneGroup[] = []
  for (const [kind, name] of wanted)
    if (name !== undefined) groups.push({ kind, name, found: await isThere(ask[kind](at, name)) })
  return groups
}

const isThere = (asked: Promise<unknown>): Promise<boolean | null> =>
  asked.then(
    () => true,
    (error: unknown) => {
      if (error instanceof DBSubnetGroupNotFoundFault) return false
      if (error instanceof DBParameterGroupNotFoundFault) return false
      // The role of the clones' account may be that of an earlier version.
      if (error instanceof Error && /^AccessDenied/.test(error.name)) return null
      throw error
    },
  )
