import { GetObjectCommand, NoSuchKey, PutObjectCommand } from '@aws-sdk/client-s3'
import type { Deployment } from '../contract/environment.ts'
import { s3, wholeBody } from './s3.ts'

const Key = 'runs/history.json'

/** The stored index of runs, and how it is replaced. */
export interface StoredIndex {
  /** null where there is none yet. */
  readonly content: unknown
  /** @returns false if another run has replaced it meanwhile. */
  replace(content: unknown): Promise<boolean>
}

export async function readIndex({ evidenceBucket: Bucket }: Deployment): Promise<StoredIndex> {
  const { text, tag } = await s3.send(new GetObjectCommand({ Bucket, Key })).then(
    async ({ Body, ETag }) => ({
      text: (await wholeBody(Body?.transformToString())) ?? '',
      tag: ETag,
    }),
    (error: unknown) => {
      if (error instanceof NoSuchKey) return { text: 'null', tag: null }
      throw error
    },
  )
  return {
    content: JSON.parse(text),
    async replace(content) {
      // Two runs that end at once must not both be the last: S3 accepts a write only over the
      // version that was read.
      const unlessChanged = tag === null ? { IfNoneMatch: '*' } : { IfMatch: tag }
      try {
        await s3.send(
          new PutObjectCommand({
            Bucket,
            Key,
            Body: JSON.stringify(content),
            ContentType: 'application/json',
            ...unlessChanged,
          }),
        )
        return true
      } catch (error) {
        if (
          error instanceof Error &&
          (error.name === 'PreconditionFailed' || error.name === 'ConditionalRequestConflict')
        )
          return false
        throw error
      }
    },
  }
}
