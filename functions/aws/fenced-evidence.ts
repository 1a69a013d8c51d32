import {
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import type { Deployment } from '../contract/environment.ts'
import { NamedError } from '../contract/errors.ts'
import { s3, wholeBody } from './s3.ts'

/**
 * Attempts of a write that S3 rejects with a conflict: another write of the object was in progress.
 */
const tries = 5

/**
 * An evidence object that two calls may want to write: a write replaces only the version that this
 * call last read or wrote. Reads and writes use its ETag (S3's If-Match and If-None-Match).
 */
export function fencedEvidence(
  { runId, deployment }: { readonly runId: string; readonly deployment: Deployment },
  source: string,
  step: string,
) {
  const [Bucket, Key] = [deployment.evidenceBucket, `runs/${runId}/${source}/${step}.json`]
  let known: string | null = null
  const read = async (): Promise<{ text: string | null; etag: string | null }> => {
    try {
      const { Body, ETag } = await s3.send(new GetObjectCommand({ Bucket, Key }))
      return { text: (await wholeBody(Body?.transformToString())) ?? null, etag: ETag ?? null }
    } catch (error) {
      if (error instanceof NoSuchKey) return { text: null, etag: null }
      throw error
    }
  }
  return {
    /** null if there is none yet. */
    async get(): Promise<unknown> {
      const { text, etag } = await read()
      known = etag
      return JSON.parse(text ?? 'null')
    },
    /** Whether it is still the version that was last read or written here. */
    unchanged: async (): Promise<boolean> => (await read()).etag === known,
    /** @throws NamedError PurgeRunning if another call has written it since */
    async put(value: unknown): Promise<void> {
      const text = JSON.stringify(value)
      for (let attempt = 1; ; attempt++) {
        try {
          const { ETag } = await s3.send(
            new PutObjectCommand({
              Bucket,
              Key,
              Body: text,
              ContentType: 'application/json',
              ...(known === null ? { IfNoneMatch: '*' } : { IfMatch: known }),
            }),
          )
          known = ETag ?? null
          return
        } catch (error) {
          const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : null
          if (status !== 412 && status !== 409 && !(error instanceof NoSuchKey)) throw error
          const now = await read()
          // The response to an earlier attempt of the same write may have been lost.
          if (now.text === text) {
            known = now.etag
            return
          }
          if (status === 409 && now.etag === known && attempt < tries) continue
          throw new NamedError(
            'PurgeRunning',
            `Another call of this step has written its account (${step}) since this one read ` +
              'it, so both work on the same rows. This one stopped before its next delete; ' +
              'committed deletes are kept. It retries for ten minutes.',
            { cause: error },
          )
        }
      }
    },
  }
}
