import type { Belief } from './belief.ts'

const service = 'RDS'
const ssl =
  'Amazon RDS User Guide, "Oracle Secure Sockets Layer" (Appendix.Oracle.Options.SSL.html)'
const restore = 'client-rds RestoreDBInstanceFromDBSnapshotMessage'

/** What is another thing with Oracle than with MySQL and MariaDB. */
export const rdsOracleBeliefs: readonly Belief[] = [
  {
    id: 'oracle-and-sqlserver-by-edition',
    service,
    belief: 'Of Oracle and SQL Server each edition is an engine; "-cdb" is a container database.',
    source: {
      sdk: `${restore}.Engine`,
      says:
        'oracle-ee oracle-ee-cdb oracle-se2 oracle-se2-cdb postgres sqlserver-ee sqlserver-se ' +
        'sqlserver-ex sqlserver-web',
    },
  },
  {
    id: 'oracle-licence',
    service,
    belief:
      "Oracle: a restore keeps the source's licence model, or names license-included or " +
      'bring-your-own-license.',
    source: {
      sdk: `${restore}.LicenseModel`,
      says:
        'RDS for Oracle - bring-your-own-license | license-included RDS for PostgreSQL - ' +
        'postgresql-license Default: Same as the source.',
    },
  },
  {
    id: 'oracle-licence-of-enterprise-edition',
    service,
    belief: 'Oracle: the licence of Enterprise Edition is brought; none is included.',
    source: {
      page: 'AWS Prescriptive Guidance, "Oracle license" (replatform-oracle-database-options)',
      says: 'The License Included model is supported only on Amazon RDS for Oracle Database SE2.',
    },
  },
  {
    id: 'oracle-restore-makes-a-password',
    service,
    belief: 'Oracle alone may get a managed master password with its restore from a snapshot.',
    source: { sdk: `${restore}.ManageMasterUserPassword`, says: 'Applies to RDS for Oracle only.' },
  },
  {
    id: 'oracle-tenants-have-passwords',
    service,
    belief:
      'Oracle: of a container of several databases each has a password, and the instance has ' +
      'none to manage.',
    source: {
      sdk: 'client-rds ModifyDBInstanceMessage.ManageMasterUserPassword',
      says:
        "Can't specify for RDS for Oracle CDB instances in the multi-tenant configuration. Use " +
        'ModifyTenantDatabase instead.',
    },
  },
  {
    id: 'oracle-name-is-restored',
    service,
    belief: "Oracle: what is restored has the DB name that the restore names, else the snapshot's.",
    source: {
      page: 'hashicorp/terraform, issue 9988 ("Restoring from snapshot doesn\'t set DBname")',
      says: 'results in a new RDS instance getting created with the DBname from the Snapshot',
    },
  },
  {
    id: 'oracle-name-is-short',
    service,
    belief: 'Oracle: a DB name has 8 characters at most.',
    source: {
      sdk: 'client-rds CreateDBInstanceMessage.DBName',
      says:
        "You can't specify the string null, or any other reserved word, for DBName. Default: " +
        "ORCL Constraints: Can't be longer than 8 characters.",
    },
  },
  {
    id: 'oracle-name-of-a-container',
    service,
    belief: 'Oracle: the DB name of a container database is that of its pluggable one.',
    source: {
      sdk: 'client-rds DBInstance.DBName',
      says: 'For an RDS for Oracle CDB instance, the name identifies the PDB rather than the CDB.',
    },
  },
  {
    id: 'oracle-character-sets-are-restored',
    service,
    belief: "Oracle: what is restored has its source's character sets: a restore names none.",
    source: {
      sdk: 'client-rds DBInstance.NcharCharacterSetName',
      says:
        'This character set specifies the Unicode encoding for data stored in table columns of ' +
        'type NCHAR, NCLOB, or NVARCHAR2.',
    },
  },
  {
    id: 'oracle-tls-has-a-port',
    service,
    belief:
      'Oracle: TLS is the option SSL of an option group, at a port of its own; the endpoint ' +
      'names the port without TLS.',
    source: {
      page: ssl,
      says: 'Amazon RDS uses a second port, as required by Oracle, for SSL connections.',
    },
  },
  {
    id: 'oracle-port-is-no-options',
    service,
    belief: "Oracle: an instance does not listen at the port of an option of its group's.",
    source: {
      sdk: 'client-rds ModifyDBInstanceMessage.DBPortNumber',
      says:
        'The value of the DBPortNumber parameter must not match any of the port values specified ' +
        'for options in the option group for the DB instance.',
    },
  },
  {
    id: 'oracle-permanent-options-are-restored',
    service,
    belief:
      'Oracle: what is restored has an option group with the permanent options of its source.',
    source: {
      sdk: `${restore}.OptionGroupName`,
      says:
        "Permanent options, such as the TDE option for Oracle Advanced Security TDE, can't be " +
        "removed from an option group, and that option group can't be removed from a DB instance " +
        'after it is associated with a DB instance.',
    },
  },
  {
    id: 'option-group-exists',
    service,
    belief: 'What is restored is given an option group that its account has.',
    source: {
      sdk: 'client-rds OptionGroupNotFoundFault',
      says: 'The specified option group could not be found.',
    },
  },
  {
    id: 'oracle-gp3-by-size',
    service,
    belief: 'Oracle: the performance of gp3 can be chosen from 200 GiB on, of others from 400.',
    source: {
      page: 'jayendrapatil.com, "AWS RDS Storage", after the RDS User Guide (CHAP_Storage.html)',
      says:
        'For MariaDB, MySQL, PostgreSQL, and Db2 with 400 GiB or more storage, RDS stripes ' +
        'across 4 volumes. For Oracle, this threshold is 200 GiB.',
    },
  },
]
