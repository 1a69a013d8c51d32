import type { Belief } from './belief.ts'

const service = 'RDS'
const passwords =
  'Amazon RDS User Guide, "Password management with Amazon RDS and AWS Secrets Manager" ' +
  '(rds-secrets-manager.html)'

/** Master passwords, and the secrets in which RDS stores them. */
export const rdsPasswordBeliefs: readonly Belief[] = [
  {
    id: 'password-is-pending-first',
    service,
    belief:
      'After ModifyDBInstance the instance shows its old status and a pending password; the ' +
      'secret may be active before the password is in force.',
    source: {
      sdk: 'client-rds ModifyDBInstanceMessage.MasterUserPassword',
      says:
        'Between the time of the request and the completion of the request, the ' +
        'MasterUserPassword element exists in the PendingModifiedValues element of the ' +
        'operation response.',
    },
  },
  {
    id: 'password-of-a-cluster-is-pending-first',
    service,
    belief: 'So it is with a cluster, after ModifyDBCluster.',
    source: {
      sdk: 'client-rds ClusterPendingModifiedValues.MasterUserPassword',
      says: 'The master credentials for the DB cluster.',
    },
  },
  {
    id: 'password-is-changed-at-rest',
    service,
    belief: 'An instance that is being created, modified or deleted takes no other password.',
    source: {
      sdk: 'client-rds InvalidDBInstanceStateFault',
      says: "The DB instance isn't in a valid state.",
    },
  },
  {
    id: 'secret-goes-with-its-instance',
    service,
    belief: 'The secret of a master password that RDS made is deleted with the instance.',
    source: {
      page: passwords,
      says:
        'If you delete a DB instance that manages a secret in Secrets Manager, the secret and ' +
        'its associated metadata are also deleted.',
    },
  },
]
