import assert from 'node:assert/strict'
import {
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3'
import type { Tries } from './try.ts'

const s3 = new S3Client({ forcePathStyle: true })
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
}
