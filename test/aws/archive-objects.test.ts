import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { NoSuchKey, S3Client, S3ServiceException } from '@aws-sdk/client-s3'
import { archiveObjects } from '../../functions/aws/archive-objects.ts'

const failure = (name: string) =>
  new S3ServiceException({ name, message: name, $fault: 'client', $metadata: {} })
let answer: Error = failure('none')
mock.method(S3Client.prototype, 'send', async () => {
  throw answer
})
const objects = archiveObjects('evidence', 'archive/')
const ways = [
  () => objects.read('file'),
  () => objects.part('file', { offset: 0, length: 4 }),
  () => objects.tail('file', 4),
]

test('an object that may not be read, or only once it is restored, is an error, and not missing', async () => {
  for (const name of ['AccessDenied', 'InvalidObjectState']) {
    answer = failure(name)
    for (const read of ways) await assert.rejects(read(), { name })
  }
})

test('an object that is not there is null, and one that ends before the bytes asked for is empty', async () => {
  const none = { bytes: Buffer.of(), size: 0 }
  answer = new NoSuchKey({ message: 'none', $metadata: {} })
  assert.deepEqual(await Promise.all(ways.map((read) => read())), [null, null, none])
  answer = failure('InvalidRange')
  assert.deepEqual(await Promise.all(ways.map((read) => read())), [Buffer.of(), Buffer.of(), none])
})
