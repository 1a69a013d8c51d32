import type { Belief } from './belief.ts'

const service = 'S3'

/** The evidence bucket: conditional writes, and listing. */
export const s3Beliefs: readonly Belief[] = [
  {
    id: 'write-if-absent',
    service,
    belief: 'A write with If-None-Match: * is refused with 412 where the key has an object.',
    source: {
      sdk: 'client-s3 PutObjectRequest.IfNoneMatch',
      says:
        'Uploads the object only if the object key name does not already exist in the bucket ' +
        'specified. Otherwise, Amazon S3 returns a 412 Precondition Failed error.',
    },
  },
  {
    id: 'write-if-unchanged',
    service,
    belief: 'A write with If-Match is refused with 412 where the object is another one by now.',
    source: {
      sdk: 'client-s3 PutObjectRequest.IfMatch',
      says:
        'If the ETag values do not match, the operation returns a 412 Precondition Failed ' +
        'error.',
    },
  },
  {
    id: 'writes-at-the-same-time',
    service,
    belief:
      'Of two conditional writes at the same time one is stored; the other ends with 409 or 412.',
    source: {
      sdk: 'client-s3 PutObjectRequest.IfNoneMatch',
      says:
        'If a conflicting operation occurs during the upload S3 returns a 409 ' +
        'ConditionalRequestConflict response. On a 409 failure you should retry the upload.',
    },
  },
  {
    id: 'keys-at-once',
    service,
    belief: 'A list has at most 1,000 keys, and may have fewer while there are more.',
    source: {
      sdk: 'client-s3 ListObjectsV2Request.MaxKeys',
      says:
        'By default, the action returns up to 1,000 key names. The response might contain ' +
        'fewer keys but will never contain more.',
    },
  },
  {
    id: 'key-length',
    service,
    belief: 'The key of an object has at most 1,024 bytes, all of its folders included.',
    source: {
      page: 'Amazon S3 User Guide, "Naming Amazon S3 objects" (object-keys.html)',
      says:
        'The object key name consists of a sequence of Unicode characters encoded in UTF-8, ' +
        'with a maximum length of 1,024 bytes',
    },
  },
  {
    id: 'checksum-of-what-was-sent',
    service,
    belief: 'What does not have the checksum that was sent with it is not stored (BadDigest).',
    source: {
      page: 'Amazon S3 User Guide, "Checking object integrity" (checking-object-integrity.html)',
      says:
        'Amazon S3 compares the provided checksum to the checksum that it calculates by using ' +
        "your specified algorithm. If the two values don't match, Amazon S3 reports an error.",
    },
  },
]
