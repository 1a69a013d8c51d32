import type { Belief } from './belief.ts'

const service = 'RDS'
const cloning = 'Amazon Aurora User Guide, "Cloning a volume" (Aurora.Managing.Clone.html)'
const message = 'client-rds RestoreDBClusterToPointInTimeMessage'

/** Clones of a cluster's storage by copy-on-write. */
export const rdsCloneBeliefs: readonly Belief[] = [
  {
    id: 'clone-names-no-time',
    service,
    belief: 'A clone by copy-on-write is of the latest time; it takes no other.',
    source: {
      sdk: `${message}.RestoreToTime`,
      says: "Can't be specified if the RestoreType parameter is copy-on-write",
    },
  },
  {
    id: 'some-time-is-named',
    service,
    belief: 'A restore to a point in time names a time, or the latest.',
    source: {
      sdk: `${message}.RestoreToTime`,
      says: "Must be specified if UseLatestRestorableTime parameter isn't provided",
    },
  },
  {
    id: 'two-restore-types',
    service,
    belief: 'The types of a restore to a point in time are full-copy and copy-on-write.',
    source: {
      sdk: `${message}.RestoreType`,
      says:
        'copy-on-write - The new DB cluster is restored as a clone of the source DB cluster. If ' +
        "you don't specify a RestoreType value, then the new DB cluster is restored as a full " +
        'copy of the source DB cluster.',
    },
  },
  {
    id: 'no-key-for-what-is-not-encrypted',
    service,
    belief: 'A clone of a cluster that is not encrypted takes no key.',
    source: {
      sdk: `${message}.KmsKeyId`,
      says:
        "If DBClusterIdentifier refers to a DB cluster that isn't encrypted, then the restore " +
        'request is rejected.',
    },
  },
  {
    id: 'clone-has-no-instance',
    service,
    belief: 'A clone by copy-on-write comes without an instance, which is made once it is there.',
    source: {
      sdk: 'client-rds RestoreDBClusterToPointInTime',
      says:
        'this operation only restores the DB cluster, not the DB instances for that DB ' +
        'cluster.',
    },
  },
  {
    id: 'cluster-without-instance-has-no-clone',
    service,
    belief: 'A cluster without an instance is not cloned.',
    source: {
      page: cloning,
      says: "You can't create a clone from an Aurora DB cluster that has no DB instances.",
    },
  },
  {
    id: 'clones-share-a-group',
    service,
    belief: 'A cluster and its clones show one clone group, by which they are listed.',
    source: {
      sdk: 'client-rds DBCluster.CloneGroupId',
      says:
        'If you clone a DB cluster when the ID is null, the operation populates the ID value for ' +
        'the source cluster and the clone because both clusters become part of the same clone ' +
        'group.',
    },
  },
  {
    id: 'full-copy-beyond-15-clones',
    service,
    belief: 'Beyond 15 clones by copy-on-write RDS makes a full copy, which is no error.',
    source: {
      page: cloning,
      says:
        'You can create up to 15 clones with copy-on-write protocol. After you have 15 clones, ' +
        'the next clone that you create is a full copy.',
    },
  },
  {
    id: 'latest-restorable-time',
    service,
    belief: 'A cluster shows to which time it can be restored at the latest.',
    source: {
      sdk: 'client-rds DBCluster.LatestRestorableTime',
      says: 'The latest time to which a database can be restored with point-in-time restore.',
    },
  },
]
