import assert from 'node:assert/strict'
import { crc32 } from 'node:zlib'
import {
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3'
import type { Tries } from './try.ts'

const s3 = new S3Client({ forcePathStyle: true })
const sum = (text: string): string => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(crc32(text))
  return bytes.toString('base64')
}
const put = (Key: string, more: Partial<PutObjectCommandInput> = {}) =>
  s3.send(new PutObjectCommand({ Bucket: 'beliefs', Key, Body: Key, ...more }))

export const s3Tries: Tries = {
  'write-if-absent': {
    refused: async () => {
      await put('once')
      return put('once', { IfNoneMatch: '*' })
    },
    as: 'PreconditionFailed',
    taken: () => put('never', { IfNoneMatch: '*' }),
  },
  'write-if-unchanged': {
    refused: async () => {
      const { ETag } = await put('changed')
      await put('changed', { Body: 'by another' })
      return put('changed', { IfMatch: ETag })
    },
    as: 'PreconditionFailed',
    taken: async () => put('same', { IfMatch: (await put('same')).ETag }),
  },
  'writes-at-the-same-time': {
    shown: async () => {
      const racing = Array.from({ length: 8 }, () => put('raced', { IfNoneMatch: '*' }))
      const ends = await Promise.allSettled(racing)
      const refused = ends.filter((end) => end.status === 'rejected')
      assert.equal(refused.length, racing.length - 1)
      for (const { reason } of refused)
        assert.match(String(reason.name), /^(ConditionalRequestConflict|PreconditionFailed)$/)
    },
  },
  'keys-at-once': {
    shown: async () => {
      await Promise.all(Array.from({ length: 101 }, (_, at) => put(`many/${at}`)))
      const list = (ContinuationToken?: string) =>
        s3.send(new ListObjectsV2Command({ Bucket: 'beliefs', Prefix: 'many/', ContinuationToken }))
      const first = await list()
      assert.equal(first.IsTruncated, true)
      const second = await list(first.NextContinuationToken)
      const keys = [...(first.Contents ?? []), ...(second.Contents ?? [])].map(({ Key }) => Key)
      assert.equal(new Set(keys).size, 101)
    },
  },
  'key-length': {
    refused: () => put(`${'a/'.repeat(511)}aä`),
    as: 'KeyTooLongError',
    taken: () => put(`${'a/'.repeat(511)}ä`),
  },
  'checksum-of-what-was-sent': {
    refused: () => put('sum', { ChecksumCRC32: 'AAAAAA==' }),
    as: 'BadDigest',
    taken: async () => {
      // The SDK makes one by itself.
      await put('sum')
      await put('sum', { Body: 'sum', ChecksumCRC32: sum('sum') })
    },
  },
}
