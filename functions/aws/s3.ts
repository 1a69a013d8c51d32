import { S3Client } from '@aws-sdk/client-s3'
import { awsClient, refuse } from './aws-client.ts'

export const s3 = awsClient(S3Client)

/** The body of an object; the stream may break off midway. @throws NamedError AwsUnavailable */
export async function wholeBody<T>(body: Promise<T> | undefined): Promise<T | undefined> {
  try {
    return await body
  } catch (error) {
    return refuse('S3 GetObject', error)
  }
}
