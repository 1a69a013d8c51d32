import { DeleteObjectsCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import type { GatheredStore } from '../archive/gather.ts'
import { archiveFolder } from '../contract/archive-name.ts'
import { storageClasses, type ArchiveStorageClass } from '../contract/archive-storage.ts'
import type { Deployment } from '../contract/environment.ts'
import { NamedError } from '../contract/errors.ts'
import { archiveObjects } from './archive-objects.ts'
import { s3 } from './s3.ts'

/** Keys of one call, S3's maximum (DeleteObjects). */
const atOnce = 1000

/**
 * A run's archive of one source, whose files are gathered into volumes of a storage class. A volume
 * that the class would bill as a larger one stays in STANDARD.
 */
export function gatherArchive(
  { evidenceBucket: Bucket }: Deployment,
  runId: string,
  source: string,
  storageClass: ArchiveStorageClass,
): GatheredStore {
  const Prefix = archiveFolder(runId, source)
  const { list, read } = archiveObjects(Bucket, Prefix)
  return {
    list,
    read,
    async write({ name, bytes }) {
      const StorageClass =
        bytes.length < storageClasses[storageClass].bytes ? 'STANDARD' : storageClass
      await s3.send(
        new PutObjectCommand({
          Bucket,
          Key: `${Prefix}${name}`,
          Body: bytes,
          ContentType: 'application/zip',
          ChecksumAlgorithm: 'SHA256',
          StorageClass,
        }),
      )
    },
    async remove(files) {
      for (let at = 0; at < files.length; at += atOnce) {
        const Objects = files.slice(at, at + atOnce).map((name) => ({ Key: `${Prefix}${name}` }))
        const { Errors = [] } = await s3.send(
          new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }),
        )
        const [first] = Errors
        if (first !== undefined)
          throw new NamedError(
            first.Code === 'AccessDenied' ? 'AccessDenied' : 'AwsUnavailable',
            `S3 did not delete ${Errors.length} of ${Objects.length} archive files that are in ` +
              `a volume by now (${first.Code}: ${first.Message}). They stay where they are; the ` +
              'next sweep tries once more.',
          )
      }
    },
  }
}
