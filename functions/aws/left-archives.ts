import { ListObjectsV2Command, type ListObjectsV2CommandInput } from '@aws-sdk/client-s3'
import { isGatherable } from '../archive/gather.ts'
import { archiveFolder } from '../contract/archive-name.ts'
import type { Deployment } from '../contract/environment.ts'
import { readVolumeName } from '../contract/volume-name.ts'
import { s3 } from './s3.ts'

/** ms. Older files would otherwise be kept for much longer than archiveDays: a volume is new. */
const oldest = 7 * 86_400_000

export interface LeftArchive {
  readonly runId: string
  readonly source: string
}

/**
 * Archives of the last days that have files to gather: two that can go into a volume. A larger file
 * stays beside its volumes, and so does a single one.
 */
export async function leftArchives({ evidenceBucket }: Deployment): Promise<LeftArchive[]> {
  const found: LeftArchive[] = []
  for (const runId of await foldersIn(evidenceBucket, 'archive/'))
    for (const source of await foldersIn(evidenceBucket, `archive/${runId}/`)) {
      const [first, second] = await firstFiles(evidenceBucket, archiveFolder(runId, source))
      if (first !== undefined && second !== undefined && first.getTime() > Date.now() - oldest)
        found.push({ runId, source })
    }
  return found
}

/** When the first two files that can go into a volume were written. */
async function firstFiles(Bucket: string, Prefix: string): Promise<readonly Date[]> {
  const found: Date[] = []
  for (let token: string | undefined; ; ) {
    const { Contents = [], NextContinuationToken } = await list(Bucket, {
      Prefix,
      ...(token !== undefined && { ContinuationToken: token }),
    })
    for (const { Key = '', Size: size = 0, LastModified = new Date(0) } of Contents) {
      const name = Key.slice(Prefix.length)
      // Files come before volumes: their names begin with a digit.
      if (readVolumeName(name) !== null) return found
      if (isGatherable({ name, size })) found.push(LastModified)
      if (found.length === 2) return found
    }
    if (NextContinuationToken === undefined) return found
    token = NextContinuationToken
  }
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
