import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import { listObjects } from './listed-objects.ts'
import {
  checkSums,
  keysToDelete,
  partOf,
  readStorageClass,
  refuseArchived,
} from './object-rules.ts'
import { CloudError, type Call } from './request.ts'

/** An object's bytes, and the tag that identifies this content in later calls. */
export interface Answered {
  readonly body: Buffer
  readonly etag?: string
  /** Which bytes of the whole object these are. */
  readonly range?: string
}

/**
 * S3's PutObject, with its conditions, GetObject, ListObjectsV2 and DeleteObjects, path style;
 * objects are files.
 */
export class Objects {
  readonly #folder: string
  /** Conditional writes in progress. */
  readonly #writing = new Set<string>()
  /** Of objects in another storage class than STANDARD, by file. */
  readonly #classes = new Map<string, string>()

  constructor(folder: string) {
    this.#folder = folder
  }

  async call(action: string, { path, query, headers, body }: Call): Promise<Answered> {
    const file = join(this.#folder, normalize(path))
    if (Buffer.byteLength(path.replace(/^\/[^/]*\//, '')) > 1024)
      throw new CloudError('KeyTooLongError', 'Your key is too long')
    switch (action) {
      case 'PutObject': {
        checkSums(body, headers)
        const storage = readStorageClass(headers['x-amz-storage-class'])
        const { 'if-match': match, 'if-none-match': noneMatch } = headers
        const answered = await this.#put(file, body, match, noneMatch)
        this.#classes.set(file, storage)
        return answered
      }
      case 'GetObject': {
        refuseArchived(this.#classes.get(file))
        const found = await readFile(file).catch(() => {
          throw new CloudError('NoSuchKey', `The specified key does not exist: ${path}`, 404)
        })
        return { etag: tagOf(found), ...partOf(found, headers.range) }
      }
      case 'ListObjectsV2':
        return { body: await listObjects(file, query) }
      case 'DeleteObjects': {
        const keys = keysToDelete(body, headers)
        for (const key of keys) await rm(join(file, normalize(key)), { force: true })
        return { body: Buffer.from('<DeleteResult></DeleteResult>') }
      }
      default:
        throw new CloudError('InvalidAction', `The local cloud does not serve ${action} of S3`)
    }
  }

  /**
   * PutObject's conditions, from the SDK's text (PutObjectRequest, IfMatch and IfNoneMatch): 412 if
   * the object is a different one, or exists; 409 if another write of it is in progress. If-Match
   * without an object is a NoSuchKey (S3 User Guide, conditional writes).
   */
  async #put(
    file: string,
    body: Buffer,
    match: string | undefined,
    noneMatch: string | undefined,
  ): Promise<Answered> {
    const conditional = match !== undefined || noneMatch !== undefined
    if (conditional && this.#writing.has(file))
      throw new CloudError('ConditionalRequestConflict', 'Another write is under way.', 409)
    if (conditional) this.#writing.add(file)
    try {
      const now = conditional ? await readFile(file).catch(() => null) : null
      if (match !== undefined && now === null)
        throw new CloudError('NoSuchKey', 'The specified key does not exist.', 404)
      if (now !== null && (noneMatch === '*' || tagOf(now) !== match))
        throw new CloudError(
          'PreconditionFailed',
          'At least one of the pre-conditions you specified did not hold',
          412,
        )
      // Written next to the buckets first: as in S3, no reader sees half an object.
      const part = join(this.#folder, '.parts', randomUUID())
      for (const one of [file, part]) await mkdir(dirname(one), { recursive: true })
      // Deleted rows are stored here, including tokens: only this user can read them.
      await writeFile(part, body, { mode: 0o600 })
      await rename(part, file)
      return { body: Buffer.of(), etag: tagOf(body) }
    } finally {
      if (conditional) this.#writing.delete(file)
    }
  }
}

const tagOf = (body: Buffer): string => `"${createHash('md5').update(body).digest('hex')}"`
