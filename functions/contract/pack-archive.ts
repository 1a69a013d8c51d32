import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip, type ZlibOptions } from 'node:zlib'
import { NamedError } from './errors.ts'
import { largestFile, type ArchiveFile } from './archive-file.ts'
import { archiveName } from './archive-name.ts'

const compressed = promisify<string, ZlibOptions, Buffer>(gzip)

/**
 * A file's name, its bytes, and how many it unpacks to. @throws NamedError RowNotKept
 */
export async function packArchive(
  file: ArchiveFile,
): Promise<{ readonly name: string; readonly bytes: Buffer; readonly unpacked: number }> {
  const text = JSON.stringify(file)
  const unpacked = Buffer.byteLength(text)
  if (unpacked > largestFile)
    throw new NamedError(
      'RowNotKept',
      `A batch of rule "${file.rule}" needs more than ${largestFile} bytes of an archive ` +
        'file: a row to delete has too many child rows. Nothing of the batch was deleted. ' +
        'Delete that row by hand, or disable the rule or the archive ("archive": {"mode": ' +
        '"off"}).',
    )
  const sum = createHash('sha256').update(text).digest('hex')
  return {
    name: archiveName(file, sum),
    bytes: await compressed(text, { level: 1 }),
    unpacked,
  }
}
