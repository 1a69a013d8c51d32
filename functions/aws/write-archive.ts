import { PutObjectCommand } from '@aws-sdk/client-s3'
import { archiveFolder, packArchive } from '../contract/archive-file.ts'
import type { Deployment } from '../contract/environment.ts'
import type { Archive } from '../purge/archive.ts'
import { s3 } from './s3.ts'

/** ms within which a batch has to be kept, tries included: rows may be locked until it is. */
const patience = 20_000

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
      await s3.send(
        new PutObjectCommand({
          Bucket: deployment.evidenceBucket,
          Key: `${archiveFolder(runId, source)}${name}`,
          Body: bytes,
          ContentType: 'application/json',
          ContentEncoding: 'gzip',
          ChecksumAlgorithm: 'SHA256',
        }),
        { abortSignal: AbortSignal.timeout(patience) },
      )
    },
  }
}
