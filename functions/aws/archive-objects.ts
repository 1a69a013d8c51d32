import {
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import type { VolumeEntry } from '../contract/volume.ts'
import { s3, wholeBody } from './s3.ts'

/** The objects of one archive: files of batches, and volumes. Names are without the prefix. */
export function archiveObjects(Bucket: string, Prefix: string) {
  const get = async (name: string, Range?: string) => {
    try {
      const { Body, ContentRange } = await s3.send(
        new GetObjectCommand({ Bucket, Key: `${Prefix}${name}`, ...(Range && { Range }) }),
      )
      const read = (await wholeBody(Body?.transformToByteArray())) ?? Buffer.of()
      // Not copied: a volume is large.
      const bytes = Buffer.from(read.buffer, read.byteOffset, read.byteLength)
      return { bytes, size: Number(ContentRange?.split('/')[1] ?? bytes.length) }
    } catch (error) {
      if (error instanceof NoSuchKey) return null
      // Of an object that is cut short.
      if (error instanceof S3ServiceException && error.name === 'InvalidRange') return none
      throw error
    }
  }
  /** In the order of their keys' bytes. */
  async function* each(): AsyncGenerator<Listed> {
    for (let token: string | undefined; ; ) {
      const { Contents = [], NextContinuationToken } = await s3.send(
        new ListObjectsV2Command({
          Bucket,
          Prefix,
          ...(token !== undefined && { ContinuationToken: token }),
        }),
      )
      for (const { Key, Size } of Contents)
        if (Key !== undefined) yield { name: Key.slice(Prefix.length), size: Size ?? 0 }
      if (NextContinuationToken === undefined) return
      token = NextContinuationToken
    }
  }
  return {
    each,
    async list(): Promise<Listed[]> {
      const found: Listed[] = []
      for await (const one of each()) found.push(one)
      return found
    },
    /** null if there is no such object. */
    read: async (name: string): Promise<Buffer | null> => (await get(name))?.bytes ?? null,
    /** Some bytes of an object; null if there is none. */
    part: async (name: string, { offset, length }: Part): Promise<Buffer | null> =>
      (await get(name, `bytes=${offset}-${offset + length - 1}`))?.bytes ?? null,
    /** The last bytes of an object, at most so many, and the size of all of it. */
    tail: async (name: string, most: number) => (await get(name, `bytes=-${most}`)) ?? none,
  }
}

interface Listed {
  readonly name: string
  /** Bytes. */
  readonly size: number
}
type Part = Pick<VolumeEntry, 'offset' | 'length'>
const none = { bytes: Buffer.of(), size: 0 }
