import type { Belief } from './belief.ts'

const service = 'KMS'
const keys = 'Amazon RDS User Guide, "AWS KMS key management" (Overview.Encryption.Keys.html)'

/** Customer-managed keys, which encrypt sources and therefore their clones. */
export const keyBeliefs: readonly Belief[] = [
  {
    id: 'restore-needs-a-grant',
    service,
    belief:
      'Who restores what is encrypted with a customer-managed key needs kms:CreateGrant and ' +
      'kms:DescribeKey on it.',
    source: {
      page: keys,
      says:
        'To create an RDS resource using a customer managed key, a user must have permissions ' +
        'to call the following operations on the customer managed key: kms:CreateGrant ' +
        'kms:DescribeKey',
    },
  },
  {
    id: 'key-policy-may-leave-it-to-iam',
    service,
    belief:
      "A role's own policy suffices only where the policy of the key leaves it to IAM, as the " +
      'default one does.',
    source: {
      page: keys,
      says:
        'You can specify these required permissions in a key policy, or in an IAM policy if ' +
        'the key policy allows it.',
    },
  },
  {
    id: 'grant-by-way-of-rds',
    service,
    belief: 'Grants that RDS asks for pass kms:ViaService with the name of RDS in the region.',
    source: {
      page: keys,
      says:
        'use the kms:ViaService condition key to allow the user to create grants on the KMS ' +
        "key only when the grant is created on the user's behalf by an AWS service",
    },
  },
  {
    id: 'grant-for-a-service',
    service,
    belief: 'Grants that RDS asks for pass kms:GrantIsForAWSResource.',
    source: {
      page: 'AWS KMS Developer Guide, "Controlling access to grants" (grant-authorization.html)',
      says:
        'Allows principals to call CreateGrant, ListGrants, or RevokeGrant only when an AWS ' +
        "service that is integrated with AWS KMS sends the request on the principal's behalf.",
    },
  },
]
