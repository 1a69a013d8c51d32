import type { Belief } from './belief.ts'

const service = 'RDS'
const storage = 'Amazon RDS User Guide, "Amazon RDS DB instance storage" (CHAP_Storage.html)'

/** Storage by type and size, for MySQL and MariaDB. */
export const rdsStorageBeliefs: readonly Belief[] = [
  {
    id: 'default-is-gp3',
    service,
    belief: 'A restore that names no storage type gets gp3, or io1 where it names Iops.',
    source: {
      sdk: 'client-rds RestoreDBInstanceFromDBSnapshotMessage.StorageType',
      says: 'Default: io1 if the Iops parameter is specified, otherwise gp3',
    },
  },
  {
    id: 'size-by-type',
    service,
    belief: 'io1 and io2 have 100 to 65536 GiB.',
    source: {
      sdk: 'client-rds CreateDBInstanceMessage.AllocatedStorage',
      says:
        'RDS for MySQL Constraints to the amount of storage for each storage type are the ' +
        'following: General Purpose (SSD) storage (gp2, gp3): Must be an integer from 20 to ' +
        '65536. Provisioned IOPS storage (io1, io2): Must be an integer from 100 to 65536.',
    },
  },
  {
    id: 'provisioned-needs-iops',
    service,
    belief: 'io1 and io2 are named together with Iops.',
    source: {
      sdk: 'client-rds RestoreDBInstanceFromDBSnapshotMessage.StorageType',
      says:
        'If you specify io1, io2, or gp3, you must also include a value for the Iops ' +
        'parameter.',
    },
  },
  {
    id: 'iops-by-size',
    service,
    belief: 'io1 has 0.5 to 50 Iops for each GiB.',
    source: {
      sdk: 'client-rds CreateDBInstanceMessage.Iops',
      says:
        'For RDS for Db2, MariaDB, MySQL, Oracle, and PostgreSQL - Must be a multiple between ' +
        '.5 and 50 of the storage amount for the DB instance.',
    },
  },
  {
    id: 'io2-up-to-1000-for-a-gib',
    service,
    belief: 'io2 has 0.5 to 1000 Iops for each GiB.',
    source: {
      page: storage,
      says: 'The ratio of IOPS to allocated storage (in GiB) must be from 0.5–1,000.',
    },
  },
  {
    id: 'small-gp3-as-it-is',
    service,
    belief:
      'gp3 below 400 GiB does 3000 Iops and 125 MiB/s, and is refused where a restore names ' +
      'either, even those.',
    source: {
      page: storage,
      says:
        'Db2, MariaDB, MySQL, and PostgreSQL, 20–399 GiB: 3,000 IOPS/125 MiB/s, range of ' +
        'Provisioned IOPS N/A, range of provisioned storage throughput N/A',
    },
  },
  {
    id: 'large-gp3-in-ranges',
    service,
    belief: 'gp3 from 400 GiB on has 12,000 to 64,000 Iops and 500 to 4000 MiB/s.',
    source: {
      page: storage,
      says:
        'Db2, MariaDB, MySQL, and PostgreSQL, 400–65,536 GiB: 12,000 IOPS/500 MiB/s, ' +
        '12,000–64,000 IOPS, 500–4,000 MiB/s',
    },
  },
  {
    id: 'throughput-by-iops',
    service,
    belief: 'gp3 has at most 0.25 MiB/s for each of its Iops.',
    source: {
      page: storage,
      says: 'The maximum ratio of storage throughput to IOPS is 0.25 for all supported DB engines.',
    },
  },
  {
    id: 'much-gp3-needs-throughput',
    service,
    belief: 'Beyond 32,000 Iops gp3 of MySQL and MariaDB has at least 1 MiB/s for 64 of them.',
    source: {
      page: storage,
      says:
        'when you set the IOPS to 40,000 on RDS for MySQL, the storage throughput must be at ' +
        'least 625 MiBps',
    },
  },
  {
    id: 'throughput-is-gp3s',
    service,
    belief: 'No other type than gp3 takes a throughput.',
    source: {
      sdk: 'client-rds ModifyDBInstanceMessage.StorageThroughput',
      says: 'This setting applies only to the gp3 storage type.',
    },
  },
  {
    id: 'iops-come-from-the-backup',
    service,
    belief: 'A restore of io1 or io2 to gp2 gives up its Iops by naming 0.',
    source: {
      sdk: 'client-rds RestoreDBInstanceFromDBSnapshotMessage.Iops',
      says:
        "If this parameter isn't specified, the IOPS value is taken from the backup. If this " +
        'parameter is set to 0, the new instance is converted to a non-PIOPS instance.',
    },
  },
  {
    id: 'provisioned-to-small-gp3',
    service,
    belief: 'A restore of io1 or io2 to gp3 below 400 GiB names no Iops.',
    source: {
      heard:
        'Others were refused 0 there when they modified an instance; no text says what ' +
        'becomes of the Iops of the backup.',
    },
  },
  {
    id: 'storage-of-a-cluster',
    service,
    belief: 'An Aurora cluster has the storage type aurora or aurora-iopt1.',
    source: {
      sdk: 'client-rds RestoreDBClusterFromSnapshotMessage.StorageType',
      says: 'Valid Values: aurora, aurora-iopt1 (Aurora DB clusters); io1 (Multi-AZ DB clusters)',
    },
  },
  {
    id: 'no-smaller-than-the-snapshot',
    service,
    belief: 'A restore does not shrink storage.',
    source: {
      heard:
        'Others were refused: "Invalid storage size for engine name postgres and storage ' +
        'type gp3: 20", from a snapshot of 50 GiB.',
    },
  },
]
