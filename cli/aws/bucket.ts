import { GetObjectCommand, NoSuchKey, S3Client } from '@aws-sdk/client-s3'

let made: S3Client | undefined
const client = (): S3Client => (made ??= new S3Client({}))

/** An object of the evidence bucket as text; null where there is none. */
export async function readText(Bucket: string, Key: string): Promise<string | null> {
  try {
    const { Body } = await client().send(new GetObjectCommand({ Bucket, Key }))
    return (await Body?.transformToString()) ?? ''
  } catch (error) {
    if (error instanceof NoSuchKey) return null
    throw error
  }
}

export async function readJson(bucket: string, key: string): Promise<unknown> {
  return JSON.parse((await readText(bucket, key)) ?? 'null')
}
