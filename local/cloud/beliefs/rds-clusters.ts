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
    id: 'serverless-in-half-steps',
    service,
    belief: 'The capacity of Aurora Serverless v2 is from 0 to 256 units, in half steps.',
    source: {
      sdk: 'client-rds ServerlessV2ScalingConfiguration.MaxCapacity',
      says:
        'You can specify ACU values in half-step increments, such as 32, 32.5, 33, and so on. ' +
        'The largest value that you can use is 256 for recent Aurora versions, or 128 for ' +
        'older versions.',
    },
  },
  {
    id: 'serverless-instance-needs-a-range',
    service,
    belief: 'A cluster with an instance of class db.serverless has a range of capacity.',
    source: {
      page:
        'Amazon Aurora User Guide, "Requirements for Aurora Serverless v2" ' +
        '(aurora-serverless-v2.requirements.html)',
      says: 'Clusters that use Aurora Serverless v2 must have a capacity range specified.',
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
  {
    id: 'aurora-replica-status',
    service,
    belief:
      'aurora_replica_status() of Aurora PostgreSQL names each reader by its identifier ' +
      '(server_id) with its lag in milliseconds (replica_lag_in_msec); the session_id of the ' +
      'writer is MASTER_SESSION_ID.',
    source: {
      page: 'Amazon Aurora User Guide, "aurora_replica_status" (aurora_replica_status.html)',
      says: 'For the primary instance, session_id is always `MASTER_SESSION_ID’.',
    },
  },
]
