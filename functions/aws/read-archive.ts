import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3'
import { archiveFolder } from '../contract/archive-name.ts'
import { unpackArchive } from '../contract/unpack-archive.ts'
import type { ArchiveFile } from '../contract/archive-file.ts'
import type { Deployment } from '../contract/environment.ts'
import { s3, wholeBody } from './s3.ts'

/** A run's archive of one source. */
export function readArchive(deployment: Deployment, runId: string, source: string) {
  const Bucket = deployment.evidenceBucket
  const Prefix = archiveFolder(runId, source)
  return {
    /** Names of all files, newest first. */
    async names(): Promise<string[]> {
      const names: string[] = []
      for (let token: string | undefined; ; ) {
        const { Contents = [], NextContinuationToken } = await s3.send(
          new ListObjectsV2Command({
            Bucket,
            Prefix,
            ...(token !== undefined && { ContinuationToken: token }),
          }),
        )
        names.push(
          ...Contents.flatMap(({ Key }) => (Key === undefined ? [] : [Key.slice(Prefix.length)])),
        )
        if (NextContinuationToken === undefined) return names.sort().reverse()
        token = NextContinuationToken
      }
    },
    async read(name: string): Promise<ArchiveFile> {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: `${Prefix}${name}` }))
      return unpackArchive(name, Buffer.from((await wholeBody(Body?.transformToByteArray())) ?? []))
    },
  }
}
