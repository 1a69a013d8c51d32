import { GetObjectCommand, NoSuchKey, PutObjectCommand } from '@aws-sdk/client-s3'
import type { Deployment } from '../contract/environment.ts'
import { s3, wholeBody } from './s3.ts'

/** What the steps of one run leave in the bucket for each other and for the report. */
export function evidence({
  runId,
  deployment,
}: {
  readonly runId: string
  readonly deployment: Deployment
}) {
  const Bucket = deployment.evidenceBucket
  const put = async (name: string, Body: string, ContentType: string) =>
    void (await s3.send(
      new PutObjectCommand({ Bucket, Key: `runs/${runId}/${name}`, Body, ContentType }),
    ))
  return {
    put: (source: string, step: string, value: unknown) =>
      put(`${source}/${step}.json`, JSON.stringify(value), 'application/json'),
    putText: put,
    /** null where no step left it. */
    async get(source: string, step: string): Promise<unknown> {
      try {
        const { Body } = await s3.send(
          new GetObjectCommand({ Bucket, Key: `runs/${runId}/${source}/${step}.json` }),
        )
        return JSON.parse((await wholeBody(Body?.transformToString())) ?? 'null')
      } catch (error) {
        if (error instanceof NoSuchKey) return null
        throw error
      }
    },
  }
}
