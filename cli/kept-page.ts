import { rm, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { NamedError } from '../functions/contract/errors.ts'
import { makeFolder } from '../local/make-folder.ts'

/**
 * Writes a page that only this user may read: it names rows by their keys.
 * @returns its path. @throws NamedError InvalidInput
 */
export async function keepPage(folder: string, name: string, page: string): Promise<string> {
  const file = resolve(folder, name)
  try {
    await makeFolder(folder)
    // A file that exists would keep its mode.
    await rm(file, { force: true })
    await writeFile(file, page, { mode: 0o600 })
    return file
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new NamedError(
      'InvalidInput',
      `${file} cannot be written (${code}). Name with --folder one that exists, or that can be ` +
        'made, and in which you may write.',
    )
  }
}
