import { PutObjectCommand } from '@aws-sdk/client-s3'
import { archiveFolder, packArchive } from '../contract/archive-file.ts'
import type { Deployment } from '../contract/environment.ts'
import type { Archive } from '../archive/archive.ts'
import { s3 } from './s3.ts'

/** ms within which a batch has to be kept, tries included. */
const patience = 20_000

/**
 * Keeps what a run deletes from one source, a file a batch: whole once S3 has confirmed it with its checksum.
 * @param send false where the files are made and not sent: a rehearsal does the work, and needs the memory, of the real one.
 */
export function writeArchive(
  { runId, deployment }: { readonly runId: string; readonly deployment: Deployment },
  source: string,
  send = true,
): Archive {
  return {
    async keep(batch) {
      const at = new Date().toISOString()
      const { name, bytes } = await packArchive({ format: 3, runId, source, at, ...batch })
      if (!send) return
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
