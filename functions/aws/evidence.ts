import {
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import type { Deployment } from '../contract/environment.ts'
import { s3, wholeBody } from './s3.ts'

/** What the steps of one run store in the bucket for each other and for the report. */
export function evidence({
  runId,
  deployment,
}: {
  readonly runId: string
  readonly deployment: Pick<Deployment, 'evidenceBucket'>
}) {
  const Bucket = deployment.evidenceBucket
  const put = async (name: string, Body: string, ContentType: string) =>
    void (await s3.send(
      new PutObjectCommand({ Bucket, Key: `runs/${runId}/${name}`, Body, ContentType }),
    ))
  /** null if there is none. */
  const text = async (name: string): Promise<string | null> => {
    try {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: `runs/${runId}/${name}` }))
      return (await wholeBody(Body?.transformToString())) ?? null
    } catch (error) {
      if (error instanceof NoSuchKey) return null
      throw error
    }
  }
  return {
    /**
     * Keeps the result of the first of several calls of a step. A call that was believed lost may
     * end while the next step runs, so its result is no longer the state from before that step.
     */
    async putFirst(source: string, step: string, value: unknown): Promise<void> {
      const Key = `runs/${runId}/${source}/${step}.json`
      const Body = JSON.stringify(value)
      try {
        await s3.send(
          new PutObjectCommand({
            Bucket,
            Key,
            Body,
            ContentType: 'application/json',
            IfNoneMatch: '*',
          }),
        )
      } catch (error) {
        // 412: it exists. 409, another write in progress, is retried with the step
        // (PutObjectRequest, IfNoneMatch).
        const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : null
        if (status !== 412) throw error
      }
    },
    put: (source: string, step: string, value: unknown) =>
      put(`${source}/${step}.json`, JSON.stringify(value), 'application/json'),
    putText: put,
    getText: text,
    /** null if no step stored it. */
    get: async (source: string, step: string): Promise<unknown> =>
      JSON.parse((await text(`${source}/${step}.json`)) ?? 'null'),
  }
}
