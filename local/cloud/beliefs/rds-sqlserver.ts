import type { Belief } from './belief.ts'

const service = 'RDS'
const storage = 'Amazon RDS User Guide, "Amazon RDS DB instance storage" (CHAP_Storage.html)'

/** What is another thing with SQL Server than with MySQL and MariaDB. */
export const rdsSqlServerBeliefs: readonly Belief[] = [
  {
    id: 'sqlserver-gp3-of-any-size',
    service,
    belief: 'SQL Server: gp3 of any size takes 3000 to 16,000 Iops and 125 to 1000 MiB/s.',
    source: {
      page: storage,
      says:
        'SQL Server, 20–16,384 GiB: 3,000 IOPS/125 MiB/s, 3,000–16,000 IOPS, 125–1,000 MiB/s. ' +
        'For RDS for SQL Server, you can provision additional IOPS and storage throughput for ' +
        'any available storage size.',
    },
  },
  {
    id: 'sqlserver-gp3-by-size',
    service,
    belief: 'SQL Server: gp3 has at least half an Iops for each GiB.',
    source: {
      page: storage,
      says:
        'The minimum ratio of IOPS to allocated storage (in GiB) is 0.5 on RDS for SQL Server. ' +
        'There is no minimum ratio for the other supported DB engines.',
    },
  },
  {
    id: 'sqlserver-io1-by-size',
    service,
    belief: 'SQL Server: io1 has 1 to 50 Iops for each GiB, and 64,000 at most.',
    source: {
      sdk: 'client-rds CreateDBInstanceMessage.Iops',
      says:
        'For RDS for SQL Server - Must be a multiple between 1 and 50 of the storage amount for ' +
        'the DB instance.',
    },
  },
  {
    id: 'sqlserver-restore-names-no-size',
    service,
    belief: "SQL Server: a restore names no size; it is the snapshot's.",
    source: {
      sdk: 'client-rds RestoreDBInstanceFromDBSnapshotMessage.AllocatedStorage',
      says: "This setting isn't valid for RDS for SQL Server.",
    },
  },
  {
    id: 'sqlserver-licence',
    service,
    belief:
      "SQL Server: a restore keeps the source's licence model, or names license-included or " +
      'bring-your-own-media.',
    source: {
      sdk: 'client-rds RestoreDBInstanceFromDBSnapshotMessage.LicenseModel',
      says:
        'RDS for Microsoft SQL Server - license-included | bring-your-own-media RDS for MySQL - ' +
        'general-public-license RDS for Oracle - bring-your-own-license | license-included RDS ' +
        'for PostgreSQL - postgresql-license Default: Same as the source.',
    },
  },
  {
    id: 'sqlserver-ports',
    service,
    belief: 'SQL Server: it does not listen on 1234, 1434, 3260, 3343, 3389, 47001, 49152-49156.',
    source: {
      sdk: 'client-rds CreateDBInstanceMessage.Port',
      says:
        "For RDS for Microsoft SQL Server, the value can't be 1234, 1434, 3260, 3343, 3389, " +
        '47001, or 49152-49156.',
    },
  },
  {
    id: 'sqlserver-time-zone',
    service,
    belief:
      'SQL Server: a snapshot has the time zone of its instance, and so has what is restored.',
    source: {
      sdk: 'client-rds DBSnapshot.Timezone',
      says:
        'Timezone content appears only for snapshots taken from Microsoft SQL Server DB ' +
        'instances that were created with a time zone specified.',
    },
  },
  {
    id: 'sqlserver-mirroring-is-restored',
    service,
    belief:
      'SQL Server: what is restored with an option group that has mirroring is Multi-AZ, ' +
      'though a restore asks for one server.',
    source: {
      sdk: 'client-rds RestoreDBInstanceFromDBSnapshot',
      says:
        'the new DB instance is created as a Single-AZ deployment, except when the instance is a ' +
        'SQL Server instance that has an option group associated with mirroring. In this case, ' +
        'the instance becomes a Multi-AZ deployment, not a Single-AZ deployment.',
    },
  },
]
