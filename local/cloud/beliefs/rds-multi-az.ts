import type { Belief } from './belief.ts'

const service = 'RDS'
const message = 'client-rds RestoreDBInstanceFromDBSnapshotMessage'
const concepts =
  'Amazon RDS User Guide, "Multi-AZ DB cluster deployments" (multi-az-db-clusters-concepts.html)'
const limitations =
  'Amazon RDS User Guide, "Limitations of Multi-AZ DB clusters" ' +
  '(multi-az-db-clusters-concepts.Limitations.html)'

/** Multi-AZ DB clusters, and the instance that a clone of one is. */
export const rdsMultiAzBeliefs: readonly Belief[] = [
  {
    id: 'instance-of-a-cluster-snapshot',
    service,
    belief:
      'A snapshot of a Multi-AZ DB cluster is restored to an instance, and none of Aurora is.',
    source: {
      sdk: `${message}.DBClusterSnapshotIdentifier`,
      says: "Can't be the identifier of an Aurora DB cluster snapshot.",
    },
  },
  {
    id: 'instance-of-one-snapshot',
    service,
    belief: 'An instance is restored of a snapshot of an instance, or of one of a cluster.',
    source: {
      sdk: `${message}.DBClusterSnapshotIdentifier`,
      says:
        "Can't be specified when DBSnapshotIdentifier is specified. Must be specified when " +
        "DBSnapshotIdentifier isn't specified.",
    },
  },
  {
    id: 'multi-az-cluster-has-classes-and-storage',
    service,
    belief: 'A Multi-AZ DB cluster has the class of its instances, and storage with IOPS.',
    source: {
      sdk: 'client-rds DBCluster.DBClusterInstanceClass',
      says: 'This setting is only for non-Aurora Multi-AZ DB clusters.',
    },
  },
  {
    id: 'multi-az-readers-lag-in-seconds',
    service,
    belief: 'The lag of a reader of a Multi-AZ DB cluster is ReplicaLag, in seconds.',
    source: { page: concepts, says: 'The Amazon CloudWatch metric ReplicaLag represents this' },
  },
  {
    id: 'multi-az-group-is-the-clusters',
    service,
    belief:
      'The settings of a Multi-AZ DB cluster are in its cluster parameter group, which no ' +
      'instance takes.',
    source: {
      page: concepts,
      says:
        'The settings in the DB cluster parameter group are used for all of the DB instances in ' +
        'the cluster.',
    },
  },
  {
    id: 'multi-az-cluster-lacks',
    service,
    belief: 'A Multi-AZ DB cluster has no option group and no storage autoscaling.',
    source: {
      page: limitations,
      says:
        "Multi-AZ DB clusters don't support the following features: … Option groups … Storage " +
        'autoscaling by setting the maximum allocated storage.',
    },
  },
]
