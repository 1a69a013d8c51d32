import { GetObjectCommand, NoSuchKey, PutObjectCommand } from '@aws-sdk/client-s3'
import { s3, wholeBody } from './s3.ts'

/** An object beside the runs' folders that several runs write, as it was read. */
export interface Stored {
  /** null where there is none yet. */
  readonly text: string | null
  /** @returns false if another run has replaced it since it was read. */
  replace(content: unknown): Promise<boolean>
}

/** Two runs must not both be the last: S3 accepts a write only over the version that was read. */
export async function readStored(Bucket: string, Key: string): Promise<Stored> {
  const { text, tag } = await s3.send(new GetObjectCommand({ Bucket, Key })).then(
    async ({ Body, ETag }) => ({
      text: (await wholeBody(Body?.transformToString())) ?? '',
      tag: ETag,
    }),
    (error: unknown) => {
      if (error instanceof NoSuchKey) return { text: null, tag: null }
      throw error
    },
  )
  return {
    text,
    async replace(content) {
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
