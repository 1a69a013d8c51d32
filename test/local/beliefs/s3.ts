import assert from 'node:assert/strict'
import { crc32 } from 'node:zlib'
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  type StorageClass,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3'
import { storageClasses } from '../../../functions/contract/archive-storage.ts'
import type { Tries } from './try.ts'

const s3 = new S3Client({ forcePathStyle: true })
const sum = (text: string): string => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(crc32(text))
  return bytes.toString('base64')
}
const put = (Key: string, more: Partial<PutObjectCommandInput> = {}) =>
  s3.send(new PutObjectCommand({ Bucket: 'beliefs', Key, Body: Key, ...more }))

const get = (Key: string, Range?: string) =>
  s3.send(new GetObjectCommand({ Bucket: 'beliefs', Key, Range }))
const textOf = async (Key: string, Range: string) =>
  (await get(Key, Range)).Body?.transformToString()
const remove = (keys: readonly string[]) =>
  s3.send(
    new DeleteObjectsCommand({
      Bucket: 'beliefs',
      Delete: { Objects: keys.map((Key) => ({ Key })), Quiet: true },
    }),
  )

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
  'checksum-by-sha-256': {
    refused: () => put('sum256', { ChecksumSHA256: `${'A'.repeat(43)}=` }),
    as: 'BadDigest',
    taken: () => put('sum256', { ChecksumAlgorithm: 'SHA256' }),
  },
  'part-of-an-object': {
    refused: async () => {
      await put('part')
      return get('part', 'bytes=4-')
    },
    as: 'InvalidRange',
    taken: async () => {
      await put('parts', { Body: '0123456789' })
      assert.equal(await textOf('parts', 'bytes=2-4'), '234')
      assert.equal(await textOf('parts', 'bytes=-3'), '789')
      assert.equal(await textOf('parts', 'bytes=-30'), '0123456789')
      assert.equal((await get('parts', 'bytes=8-99')).ContentRange, 'bytes 8-9/10')
    },
  },
  'class-that-answers-at-once': {
    refused: async () => {
      await put('glacier', { StorageClass: 'GLACIER' })
      return get('glacier')
    },
    as: 'InvalidObjectState',
    taken: async () => {
      for (const StorageClass of Object.keys(storageClasses) as StorageClass[]) {
        await put('at-once', { StorageClass })
        await get('at-once')
      }
    },
  },
  'class-that-exists': {
    refused: () => put('class', { StorageClass: 'COLD' as StorageClass }),
    as: 'InvalidStorageClass',
    taken: () => put('class', { StorageClass: 'GLACIER_IR' }),
  },
  // What S3 bills cannot be shown here: the figures are those of Drydock's own table.
  'least-size-and-time-of-a-class': {
    shown: async () =>
      assert.deepEqual(storageClasses, {
        STANDARD: { bytes: 0, days: 0 },
        STANDARD_IA: { bytes: 131_072, days: 30 },
        INTELLIGENT_TIERING: { bytes: 0, days: 0 },
        GLACIER_IR: { bytes: 131_072, days: 90 },
      }),
  },
  'keys-deleted-at-once': {
    refused: () => remove(Array.from({ length: 1001 }, (_, at) => `no/${at}`)),
    as: 'MalformedXML',
    taken: async () => {
      await put('gone')
      await remove(['gone', 'never-there'])
      await assert.rejects(get('gone'), { name: 'NoSuchKey' })
    },
  },
}
