import {
  paginateDescribeDBClusters,
  paginateDescribeDBInstances,
  RDSClient,
  type Tag,
} from '@aws-sdk/client-rds'
import { isOurs, tagOf } from '../../functions/aws/rds.ts'
import { tagKeys } from '../../functions/contract/names.ts'

export interface Clone {
  readonly id: string
  readonly kind: 'instance' | 'cluster'
  readonly run: string
  readonly status: string
  /** null where RDS does not tell yet. */
  readonly createdAt: string | null
  readonly isProtected: boolean
}

/** The clones of an environment in the caller's account and region. */
export async function findClones(environment: string): Promise<readonly Clone[]> {
  const client = new RDSClient({})
  const all: Clone[] = []
  const add = (kind: Clone['kind'], id: string, tags: readonly Tag[], one: Of) => {
    if (isOurs(id, tags, environment)) all.push(cloneOf(kind, id, tags, one))
  }
  for await (const { DBClusters = [] } of paginateDescribeDBClusters({ client }, {}))
    for (const { DBClusterIdentifier: id = '', TagList = [], Status, ...one } of DBClusters)
      add('cluster', id, TagList, { ...one, status: Status, created: one.ClusterCreateTime })
  // A cluster's members go and cost with it.
  for await (const { DBInstances = [] } of paginateDescribeDBInstances({ client }, {}))
    for (const one of DBInstances)
      if (one.DBClusterIdentifier === undefined)
        add('instance', one.DBInstanceIdentifier ?? '', one.TagList ?? [], {
          ...one,
          status: one.DBInstanceStatus,
          created: one.InstanceCreateTime,
        })
  return all
}

interface Of {
  readonly status: string | undefined
  readonly created: Date | undefined
  readonly DeletionProtection?: boolean | undefined
}

const cloneOf = (kind: Clone['kind'], id: string, tags: readonly Tag[], one: Of): Clone => ({
  id,
  kind,
  run: tagOf(tags, tagKeys.runId) ?? '',
  status: one.status ?? 'unknown',
  createdAt: one.created?.toISOString() ?? null,
  isProtected: one.DeletionProtection === true,
})
