import type { Belief } from './belief.ts'

const service = 'RDS'

/** Aurora clusters: their properties and their members. */
export const rdsClusterBeliefs: readonly Belief[] = [
  {
    id: 'cluster-is-migrating-while-it-is-restored',
    service,
    belief: 'A cluster that is restored from a snapshot may be creating, then migrating.',
    source: {
      page: 'Amazon Aurora User Guide, "DB cluster status" (Aurora.Status.html)',
      says: 'A DB cluster snapshot is being restored to a DB cluster.',
    },
  },
  {
    id: 'one-member-writes',
    service,
    belief: 'Of the members of a cluster one is told to be the writer.',
    source: {
      sdk: 'client-rds DBClusterMember.IsClusterWriter',
      says: 'Indicates whether the cluster member is the primary DB instance for the DB cluster.',
    },
  },
  {
    id: 'endpoint-of-the-writer',
    service,
    belief: 'The endpoint of a cluster leads to its writer.',
    source: {
      sdk: 'client-rds DBCluster.Endpoint',
      says: 'The connection endpoint for the primary instance of the DB cluster.',
    },
  },
]
