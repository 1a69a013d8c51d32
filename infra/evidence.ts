import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  ObjectOwnership,
  StorageClass,
} from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'

/** The bucket of measurements, findings and reports. It outlives the stack: it is the proof. */
export class Evidence extends Construct {
  readonly bucket: Bucket

  constructor(
    scope: Construct,
    id: string,
    { key, retentionDays, archiveDays }: { key: IKey; retentionDays: number; archiveDays: number },
  ) {
    super(scope, id)
    this.bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [
        {
          // Deleted rows, including tokens: kept for putting them back, but not forever.
          id: 'archive',
          prefix: 'archive/',
          expiration: Duration.days(archiveDays),
          noncurrentVersionExpiration: Duration.days(1),
        },
        {
          id: 'age',
          prefix: 'runs/',
          transitions: [
            { storageClass: StorageClass.INFREQUENT_ACCESS, transitionAfter: Duration.days(90) },
          ],
          expiration: Duration.days(retentionDays),
          noncurrentVersionExpiration: Duration.days(90),
          abortIncompleteMultipartUploadAfter: Duration.days(7),
        },
      ],
    })
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'Only the functions of this stack have access, and CloudTrail records their calls; ' +
        'an access log would need a second bucket of the same kind.',
    })
  }
}
