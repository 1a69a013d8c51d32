import { glob, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { readArchiveName } from '../functions/contract/archive-name.ts'
import { unpackArchive } from '../functions/contract/unpack-archive.ts'
import type { ArchiveFile } from '../functions/contract/archive-file.ts'
import { purgedSchema, type Purged } from '../functions/contract/evidence.ts'
import { readVolumeName } from '../functions/contract/volume-name.ts'
import { volumeIndex, type VolumeEntry } from '../functions/contract/volume.ts'
import { NamedError } from '../functions/contract/errors.ts'
import { didYouMean } from '../functions/contract/nearest.ts'
import { namesAsked, type Asked } from '../functions/archive/undo-asked.ts'

const missing = (message: string) => new NamedError('ArchiveMissing', message)

/**
 * The files of a folder that may hold the requested rows, last first.
 * @throws NamedError ArchiveMissing, which names what is missing: the folder, its files, the rule,
 * the time or the table
 */
export async function wantedFiles(folder: string, asked: Asked): Promise<string[]> {
  const at = await stat(resolve(folder)).catch(() => null)
  if (at === null)
    throw missing(`There is no folder ${folder}. Correct --archive; a run creates out/archive.`)
  if (!at.isDirectory())
    throw missing(`${folder} is a file. Set --archive to the folder that contains it.`)
  const all = await filesOf(folder)
  if (all.length === 0)
    throw missing(
      `The folder ${folder} contains no archive file. Expected files named ` +
        '<number>-<time>-<rule>-<sha256>.rows.zst, or volumes of them, named ' +
        'volume-<first>-<last>-<sha256>.zip: a run in mode purge writes them, unless ' +
        '"archive.mode" is "off".',
    )
  const wanted = new Set(
    namesAsked(
      asked,
      all.map((file) => nameOf(file)),
    ),
  )
  const files = all
    .filter((file) => wanted.has(nameOf(file)))
    .sort((a, b) => (nameOf(a) < nameOf(b) ? 1 : -1))
  if (asked.table !== undefined) await findTable(folder, files, asked.table)
  return files
}

/** Between a volume's path and the name of a file in it. */
const within = '!'
const nameOf = (file: string): string => basename(file.slice(file.lastIndexOf(within) + 1))

/** Paths of all files, each once: those in a volume as <volume>!<file>. */
async function filesOf(folder: string): Promise<string[]> {
  const found = new Map<string, string>()
  for await (const path of glob('**/volume-*.zip', { cwd: resolve(folder) })) {
    if (readVolumeName(basename(path)) === null) continue
    for (const { name } of indexOf(path, await readFile(resolve(folder, path))))
      found.set(join(dirname(path), name), `${path}${within}${name}`)
  }
  for await (const path of glob('**/*.{json.gz,rows.zst}', { cwd: resolve(folder) }))
    if (readArchiveName(basename(path)) !== null) found.set(path, path)
  return [...found.values()]
}

/** The whole volume is at hand, so its list is too. */
function indexOf(path: string, bytes: Buffer): readonly VolumeEntry[] {
  const found = volumeIndex(path, bytes, bytes.length)
  return typeof found === 'number' ? [] : found
}

/** The files of the volume that was read last: mostly the next one is in it too. */
let latest: { readonly volume: string; readonly files: ReadonlyMap<string, Buffer> } | null = null

export async function readFileOf(folder: string, file: string): Promise<ArchiveFile> {
  const at = file.lastIndexOf(within)
  const name = file.slice(at + 1)
  // A folder's name may have the mark too.
  if (at === -1 || readArchiveName(name) === null)
    return unpackArchive(basename(file), await readFile(resolve(folder, file)))
  const path = file.slice(0, at)
  const volume = resolve(folder, path)
  if (latest?.volume !== volume) latest = { volume, files: filesIn(path, await readFile(volume)) }
  return unpackArchive(name, latest.files.get(name) ?? Buffer.of())
}

const filesIn = (path: string, bytes: Buffer): ReadonlyMap<string, Buffer> =>
  new Map(
    indexOf(path, bytes).map(({ name, offset, length }) => [
      name,
      bytes.subarray(offset, offset + length),
    ]),
  )

/**
 * The account of the purge, beside its files; null where it is done without.
 * @throws NamedError ArchiveMissing, ArchiveDamaged
 */
export async function accountOf(
  { archive, withoutAccount }: { readonly archive: string; readonly withoutAccount?: true },
  folder: string,
): Promise<Purged | null> {
  if (withoutAccount === true) return null
  const file = join(archive, folder, 'account.json')
  const text = await readFile(resolve(file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw missing(`${file} cannot be read (${error.code}).`)
  })
  if (text === null)
    throw missing(
      `There is no ${file}. It says which files' rows were deleted; other files have rows that ` +
        'were never deleted, or that the application has deleted since. Copy ' +
        'runs/<run>/<source>/purge-production.json from the bucket there. If it is lost, add ' +
        '--without-account: then every file counts.',
    )
  try {
    return purgedSchema.parse(JSON.parse(text))
  } catch {
    throw new NamedError(
      'ArchiveDamaged',
      `${file} is not the account of a purge. Copy runs/<run>/<source>/purge-production.json ` +
        'of the bucket there.',
    )
  }
}

async function findTable(folder: string, files: readonly string[], table: string): Promise<void> {
  const seen = new Set<string>()
  for (const file of files) {
    for (const part of (await readFileOf(folder, file)).tables) {
      if (part.table.toLowerCase() === table.toLowerCase()) return
      seen.add(part.table)
    }
  }
  const tables = [...seen].sort()
  throw missing(
    `The archive contains no rows of a table "${table}"${didYouMean(table, tables) || '.'} ` +
      `It has rows of ${tables.join(', ')}.`,
  )
}
