import type { Belief } from './belief.ts'

const service = 'RDS'
const sharing =
  'Amazon RDS User Guide, "Sharing encrypted snapshots" (share-encrypted-snapshot.html), and the ' +
  'page of the same name in the Amazon Aurora User Guide'

/** Snapshots that another account may copy, and the copies. */
export const rdsSharingBeliefs: readonly Belief[] = [
  {
    id: 'default-key-is-not-shared',
    service,
    belief: 'A snapshot that the AWS managed key aws/rds encrypts cannot be shared.',
    source: {
      page: sharing,
      says:
        "You can't share a snapshot that has been encrypted using the default KMS key of the AWS " +
        'account that shared the snapshot.',
    },
  },
  {
    id: 'shared-and-encrypted-is-copied-first',
    service,
    belief: 'A snapshot of another account that is encrypted cannot be restored, only copied.',
    source: { heard: 'the User Guide, which the search at hand found only by its title' },
  },
  {
    id: 'copy-of-the-shared-needs-a-key',
    service,
    belief: 'A copy of an encrypted snapshot of another account names a key.',
    source: {
      sdk: 'client-rds CopyDBSnapshotMessage.KmsKeyId',
      says:
        'If you copy an encrypted DB snapshot that is shared from another Amazon Web Services ' +
        'account, then you must specify a value for this parameter.',
    },
  },
  {
    id: 'copy-of-an-unencrypted-cluster-takes-no-key',
    service,
    belief: 'A copy of a cluster snapshot that is not encrypted names none.',
    source: {
      sdk: 'client-rds CopyDBClusterSnapshotMessage.KmsKeyId',
      says:
        'If you copy an unencrypted DB cluster snapshot and specify a value for the KmsKeyId ' +
        'parameter, an error is returned.',
    },
  },
  {
    id: 'shared-is-named-by-its-arn',
    service,
    belief: 'A snapshot of another account is copied by its ARN.',
    source: {
      sdk: 'client-rds CopyDBSnapshotMessage.SourceDBSnapshotIdentifier',
      says:
        'If you are copying from a shared manual DB snapshot, this parameter must be the Amazon ' +
        'Resource Name (ARN) of the shared DB snapshot.',
    },
  },
]
