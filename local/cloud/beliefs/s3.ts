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
  {
    id: 'checksum-by-sha-256',
    service,
    belief: 'That holds for a SHA-256 too: a volume is stored as it was made, or not at all.',
    source: {
      sdk: 'client-s3 PutObjectRequest.ChecksumSHA256',
      says:
        'This header can be used as a data integrity check to verify that the data received is ' +
        'the same data that was originally sent.',
    },
  },
  {
    id: 'part-of-an-object',
    service,
    belief: 'One range of bytes of an object can be read, also the last ones; not one beyond it.',
    source: {
      sdk: 'client-s3 GetObjectRequest.Range',
      says: 'Downloads the specified byte range of an object.',
    },
  },
  {
    id: 'class-that-answers-at-once',
    service,
    belief:
      'From GLACIER and DEEP_ARCHIVE nothing is read before it was restored; from GLACIER_IR ' +
      'it is.',
    source: {
      page: 'Amazon S3 API Reference, "GetObject" (API_GetObject.html), InvalidObjectState',
      says:
        'If the object you are retrieving is stored in the S3 Glacier Flexible Retrieval storage ' +
        'class, the S3 Glacier Deep Archive storage class, the S3 Intelligent-Tiering Archive ' +
        'Access tier, or the S3 Intelligent-Tiering Deep Archive Access tier, before you can ' +
        'retrieve the object you must first restore a copy',
    },
  },
  {
    id: 'class-that-exists',
    service,
    belief: 'An object of a storage class that S3 does not have is not stored.',
    source: {
      page: 'Amazon S3 API Reference, "Error responses" (ErrorResponses.html)',
      says: 'InvalidStorageClass: The storage class that you specified is not valid.',
    },
  },
  {
    id: 'least-size-and-time-of-a-class',
    service,
    belief:
      'STANDARD_IA bills an object as 128 KB and 30 days at least, GLACIER_IR as 128 KB and 90 ' +
      'days; STANDARD and INTELLIGENT_TIERING have no such minimum.',
    source: {
      page:
        'Amazon S3 User Guide, "Understanding and managing Amazon S3 storage classes" ' +
        '(storage-class-intro.html)',
      says:
        'S3 Glacier Instant Retrieval: min storage duration 90 days, min billable object size ' +
        '128 KB; S3 Standard-IA: 30 days, 128 KB; S3 Intelligent-Tiering: none',
    },
  },
  {
    id: 'keys-deleted-at-once',
    service,
    belief: 'A DeleteObjects names at most 1,000 keys, and one that does not exist is no error.',
    source: {
      page: 'Amazon S3 API Reference, "DeleteObjects" (API_DeleteObjects.html)',
      says: 'The request can contain a list of up to 1,000 keys that you want to delete.',
    },
  },
]
