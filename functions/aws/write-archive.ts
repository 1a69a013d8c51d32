import { PutObjectCommand } from '@aws-sdk/client-s3'
import { archiveFolder } from '../contract/archive-name.ts'
import { packArchive } from '../contract/pack-archive.ts'
import type { Deployment } from '../contract/environment.ts'
import type { Archive } from '../archive/archive.ts'
import { s3 } from './s3.ts'

type Packed = Awaited<ReturnType<typeof packArchive>>

interface ArchiveUse {
  readonly written: (file: Packed) => void
  readonly rehearsed: ((file: Packed) => void) | null
}

/** ms within which a batch must be stored, retries included. */
const patience = 20_000

/**
 * Stores what a run deletes from one source, one file per batch; a file is complete once S3 has
 * confirmed its checksum.
 * @param written receives each file once it is complete. `rehearsed`, if it is not null, takes each
 * file in place of S3: a rehearsal does the same work and needs the same memory.
 */
export function writeArchive(
  { runId, deployment }: { readonly runId: string; readonly deployment: Deployment },
  source: string,
  { written, rehearsed }: ArchiveUse = { written: () => undefined, rehearsed: null },
): Archive {
  return {
    async keep(batch) {
      const at = new Date().toISOString()
      const packed = await packArchive({ runId, source, at, ...batch })
      if (rehearsed !== null) {
        rehearsed(packed)
        return written(packed)
      }
      const { name, bytes } = packed
      await s3.send(
        new PutObjectCommand({
          Bucket: deployment.evidenceBucket,
          Key: `${archiveFolder(runId, source)}${name}`,
          Body: bytes,
          ContentType: 'application/zstd',
          ChecksumAlgorithm: 'SHA256',
        }),
        { abortSignal: AbortSignal.timeout(patience) },
      )
      written(packed)
    },
  }
}
