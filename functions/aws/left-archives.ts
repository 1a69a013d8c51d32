import { ListObjectsV2Command, type ListObjectsV2CommandInput } from '@aws-sdk/client-s3'
import { archiveFolder, readArchiveName } from '../contract/archive-name.ts'
import type { Deployment } from '../contract/environment.ts'
import { s3 } from './s3.ts'

/** ms. Older files would otherwise be kept for much longer than archiveDays: a volume is new. */
const oldest = 7 * 86_400_000

export interface LeftArchive {
  readonly runId: string
  readonly source: string
}

/** Archives of the last days that have files outside of volumes; one file alone needs none. */
export async function leftArchives({ evidenceBucket }: Deployment): Promise<LeftArchive[]> {
  const found: LeftArchive[] = []
  for (const runId of await foldersIn(evidenceBucket, 'archive/'))
    for (const source of await foldersIn(evidenceBucket, `archive/${runId}/`)) {
      // Files come before volumes: their names begin with a digit.
      const Prefix = archiveFolder(runId, source)
      const { Contents = [] } = await list(evidenceBucket, { Prefix, MaxKeys: 2 })
      const [{ Key = '', LastModified = new Date(0) } = {}] = Contents
      const isLoose = readArchiveName(Key.slice(Prefix.length)) !== null && Contents.length > 1
      if (isLoose && LastModified.getTime() > Date.now() - oldest) found.push({ runId, source })
    }
  return found
}

const list = (Bucket: string, how: Omit<ListObjectsV2CommandInput, 'Bucket'>) =>
  s3.send(new ListObjectsV2Command({ Bucket, ...how }))

/** Names between a prefix and the next slash. */
async function foldersIn(Bucket: string, Prefix: string): Promise<string[]> {
  const found: string[] = []
  for (let token: string | undefined; ; ) {
    const { CommonPrefixes = [], NextContinuationToken } = await list(Bucket, {
      Prefix,
      Delimiter: '/',
      ...(token !== undefined && { ContinuationToken: token }),
    })
    for (const one of CommonPrefixes)
      if (one.Prefix !== undefined) found.push(one.Prefix.slice(Prefix.length, -1))
    if (NextContinuationToken === undefined) return found
    token = NextContinuationToken
  }
}
