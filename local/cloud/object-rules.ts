import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { StorageClass } from '@aws-sdk/client-s3'
import type { Answered } from './objects.ts'
import { CloudError, type Call } from './request.ts'

/** @throws CloudError if the bytes differ from those that were sent */
export function checkSums(body: Buffer, headers: Call['headers']): void {
  const own = Buffer.alloc(4)
  own.writeUInt32BE(crc32(body))
  const sums = {
    crc32: own.toString('base64'),
    sha256: createHash('sha256').update(body).digest('base64'),
  }
  for (const [name, sum] of Object.entries(sums)) {
    const sent = headers[`x-amz-checksum-${name}`]
    if (sent !== undefined && sent !== sum)
      throw new CloudError(
        'BadDigest',
        `The ${name.toUpperCase()} you specified did not match what was received.`,
      )
  }
}

/** @throws CloudError if S3 has no such class */
export function readStorageClass(given: string | string[] | undefined): string {
  const found = Object.values<string>(StorageClass).find((one) => one === (given ?? 'STANDARD'))
  if (found === undefined)
    throw new CloudError('InvalidStorageClass', 'The storage class you specified is not valid')
  return found
}

/** @throws CloudError if the object has to be restored first */
export function refuseArchived(storage: string | undefined): void {
  if (storage === 'GLACIER' || storage === 'DEEP_ARCHIVE')
    throw new CloudError(
      'InvalidObjectState',
      "The operation is not valid for the object's storage class",
      403,
    )
}

/** One range of bytes, or the last ones. @throws CloudError if the object has none of them */
export function partOf(whole: Buffer, asked: string | undefined): Omit<Answered, 'etag'> {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(asked ?? '') ?? []
  if (from === '' && to === '') return { body: whole }
  const first = from === '' ? Math.max(0, whole.length - Number(to)) : Number(from)
  const last = from === '' || to === '' ? whole.length - 1 : Math.min(Number(to), whole.length - 1)
  if (first > last)
    throw new CloudError('InvalidRange', 'The requested range is not satisfiable', 416)
  return {
    body: whole.subarray(first, last + 1),
    range: `bytes ${first}-${last}/${whole.length}`,
  }
}

/** @throws CloudError if there are too many, or nothing proves that they arrived as sent */
export function keysToDelete(body: Buffer, headers: Call['headers']): string[] {
  if (!Object.keys(headers).some((name) => /^(content-md5|x-amz-checksum-)/.test(name)))
    throw new CloudError('InvalidRequest', 'Missing required header for this request: Content-MD5')
  checkSums(body, headers)
  const keys = [...body.toString().matchAll(/<Key>(.*?)<\/Key>/g)].map(([, key = '']) => key)
  if (keys.length === 0 || keys.length > 1000)
    throw new CloudError('MalformedXML', 'The XML you provided was not well-formed')
  return keys
}
