import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { archiveFolder, packArchive } from '../contract/archive-file.ts'
import type { Deployment } from '../contract/environment.ts'
import type { Archive } from '../purge/archive.ts'

const client = new S3Client({})

/** Keeps what a run deletes from one source, a file a step: whole once S3 has confirmed it with its checksum. */
export function writeArchive(
  { runId, deployment }: { readonly runId: string; readonly deployment: Deployment },
  source: string,
): Archive {
  let order = 0
  return {
    async keep(batch) {
      const { name, bytes } = packArchive(
        { format: 1, runId, source, at: new Date().toISOString(), ...batch },
        order++,
      )
      await client.send(
        new PutObjectCommand({
          Bucket: deployment.evidenceBucket,
          Key: `${archiveFolder(runId, source)}${name}`,
          Body: bytes,
          ContentType: 'application/json',
          ContentEncoding: 'gzip',
          ChecksumAlgorithm: 'SHA256',
        }),
      )
    },
  }
}
