import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import { CloudError, type Call } from './request.ts'

/** S3's PutObject and GetObject, path style; objects are files. */
export class Objects {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  async call(action: string, { path, body }: Call): Promise<Buffer> {
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
      default:
        throw new CloudError('InvalidAction', `The local cloud does not serve ${action} of S3`)
    }
  }
}
