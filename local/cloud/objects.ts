import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join, normalize, relative } from 'node:path'
import { crc32 } from 'node:zlib'
import { CloudError, escapeXml, type Call } from './request.ts'

/** Keys per answer: few, so that paging is exercised. */
const pageSize = 100

/** An object's bytes, and the tag that identifies this content in later calls. */
export interface Answered {
  readonly body: Buffer
  readonly etag?: string
}

/**
 * S3's PutObject, with its conditions, GetObject and ListObjectsV2, path style; objects are files.
 */
export class Objects {
  readonly #folder: string
  /** Conditional writes in progress. */
  readonly #writing = new Set<string>()

  constructor(folder: string) {
    this.#folder = folder
  }

  async call(action: string, { path, query, headers, body }: Call): Promise<Answered> {
    const file = join(this.#folder, normalize(path))
    if (Buffer.byteLength(path.replace(/^\/[^/]*\//, '')) > 1024)
      throw new CloudError('KeyTooLongError', 'Your key is too long')
    switch (action) {
      case 'PutObject':
        checkSum(body, headers['x-amz-checksum-crc32'])
        return this.#put(file, body, headers['if-match'], headers['if-none-match'])
      case 'GetObject': {
        const found = await readFile(file).catch(() => {
          throw new CloudError('NoSuchKey', `The specified key does not exist: ${path}`, 404)
        })
        return { body: found, etag: tagOf(found) }
      }
      case 'ListObjectsV2': {
        const prefix = query.get('prefix') ?? ''
        const all = (await readdir(file, { recursive: true, withFileTypes: true }).catch(() => []))
          .filter((entry) => entry.isFile())
          .map((entry) => relative(file, join(entry.parentPath, entry.name)))
        const after = query.get('continuation-token') ?? ''
        const found = all.filter((key) => key.startsWith(prefix) && key > after).sort()
        const page = found.slice(0, pageSize)
        const next =
          found.length > page.length
            ? `<NextContinuationToken>${escapeXml(page.at(-1) ?? '')}</NextContinuationToken>`
            : ''
        const truncated = `<IsTruncated>${next !== ''}</IsTruncated>`
        const contents = page.map((key) => `<Contents><Key>${escapeXml(key)}</Key></Contents>`)
        return {
          body: Buffer.from(
            `<ListBucketResult>${truncated}${next}${contents.join('')}</ListBucketResult>`,
          ),
        }
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

/** @throws CloudError if the bytes differ from those that were sent */
function checkSum(body: Buffer, sum: string | string[] | undefined): void {
  const own = Buffer.alloc(4)
  own.writeUInt32BE(crc32(body))
  if (sum !== undefined && sum !== own.toString('base64'))
    throw new CloudError('BadDigest', 'The CRC32 you specified did not match what was received.')
}

const tagOf = (body: Buffer): string => `"${createHash('md5').update(body).digest('hex')}"`
