import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, normalize, relative } from 'node:path'
import { CloudError, escapeXml, type Call } from './request.ts'

/** Keys of one answer: few, so that pages are met. */
const pageSize = 100

/** S3's PutObject, GetObject and ListObjectsV2, path style; objects are files. */
export class Objects {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  async call(action: string, { path, query, body }: Call): Promise<Buffer> {
    const file = join(this.#folder, normalize(path))
    switch (action) {
      case 'PutObject':
        await mkdir(dirname(file), { recursive: true })
        await writeFile(file, body)
        return Buffer.of()
      case 'GetObject':
        return readFile(file).catch(() => {
          throw new CloudError('NoSuchKey', `The specified key does not exist: ${path}`, 404)
        })
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
        return Buffer.from(
          `<ListBucketResult><IsTruncated>${next !== ''}</IsTruncated>${next}${page.map((key) => `<Contents><Key>${escapeXml(key)}</Key></Contents>`).join('')}</ListBucketResult>`,
        )
      }
      default:
        throw new CloudError('InvalidAction', `The local cloud does not serve ${action} of S3`)
    }
  }
}
