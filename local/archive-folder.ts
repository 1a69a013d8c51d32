import { glob, open, readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { readArchiveName } from '../functions/contract/archive-name.ts'
import type { ArchiveFile } from '../functions/contract/archive-file.ts'
import { purgedSchema, type Purged } from '../functions/contract/evidence.ts'
import { readVolumeName } from '../functions/contract/volume-name.ts'
import { NamedError } from '../functions/contract/errors.ts'
import { didYouMean } from '../functions/contract/nearest.ts'
import {
  storedArchive,
  type ArchiveObjects,
  type StoredArchive,
} from '../functions/archive/stored-archive.ts'
import { namesAsked, type Asked } from '../functions/archive/undo-asked.ts'
import type { Listed } from '../functions/archive/undo-complete.ts'

const missing = (message: string) => new NamedError('ArchiveMissing', message)

/** A folder of archive files, also in folders below it. Files are named by their paths in it. */
export interface ArchiveFolder {
  /** Of all files, each once, last first. */
  readonly files: readonly string[]
  /** What is known of each folder that has files or volumes of an archive, by its path. */
  readonly folders: ReadonlyMap<string, Listed>
  /** @throws NamedError ArchiveMissing, ArchiveDamaged */
  read(file: string): Promise<ArchiveFile>
}

/**
 * @param damaged receives the path of each object that is not as it was written.
 * @throws NamedError ArchiveMissing if there is no folder, or no file in it
 */
export async function openFolder(
  folder: string,
  damaged: (path: string) => void = () => undefined,
): Promise<ArchiveFolder> {
  const at = await stat(resolve(folder)).catch(() => null)
  if (at === null)
    throw missing(`There is no folder ${folder}. Correct --archive; a run creates out/archive.`)
  if (!at.isDirectory())
    throw missing(`${folder} is a file. Set --archive to the folder that contains it.`)
  const archives = new Map<string, StoredArchive>()
  const folders = new Map<string, Listed>()
  for (const own of await foldersIn(resolve(folder))) {
    const objects = folderObjects(resolve(folder, own))
    const archive = storedArchive(objects, (object) => damaged(join(own, object)))
    archives.set(own, archive)
    folders.set(own, { names: await archive.names(), unlisted: archive.unlisted })
  }
  if (folders.size === 0)
    throw missing(
      `The folder ${folder} contains no archive file. Expected files named ` +
        '<number>-<time>-<rule>-<sha256>.rows.zst, or volumes of them, named ' +
        'volume-<first>-<last>-<sha256>.zip: a run in mode purge writes them, unless ' +
        '"archive.mode" is "off".',
    )
  return {
    folders,
    files: [...folders]
      .flatMap(([own, { names }]) => names.map((name) => join(own, name)))
      .sort((a, b) => (basename(a) < basename(b) ? 1 : -1)),
    async read(file) {
      const archive = archives.get(dirname(file))
      if (archive === undefined) throw missing(`There is no file ${file} in ${folder}.`)
      return archive.read(basename(file))
    },
  }
}

async function foldersIn(folder: string): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  for await (const path of glob('**/*.{json.gz,rows.zst,zip}', { cwd: folder }))
    if (isObject(basename(path))) found.add(dirname(path))
  return found
}

const isObject = (name: string): boolean =>
  readArchiveName(name) !== null || readVolumeName(name) !== null

function folderObjects(folder: string): ArchiveObjects {
  const read = (name: string) => readFile(join(folder, name)).catch(noFile)
  const part = async (
    name: string,
    where: (size: number) => { readonly offset: number; readonly length: number },
  ) => {
    const file = await open(join(folder, name)).catch(noFile)
    if (file === null) return null
    try {
      const { size } = await file.stat()
      const { offset, length } = where(size)
      const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, offset)
      return { bytes: buffer.subarray(0, bytesRead), size }
    } finally {
      await file.close()
    }
  }
  return {
    async *names() {
      yield* (await readdir(folder)).filter(isObject).sort()
    },
    read,
    part: async (name, where) => (await part(name, () => where))?.bytes ?? null,
    tail: async (name, most) =>
      (await part(name, (size) => {
        const length = Math.min(size, most)
        return { offset: size - length, length }
      })) ?? { bytes: Buffer.of(), size: 0 },
  }
}

function noFile(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw missing(`${error.path ?? 'A file of the archive'} cannot be read (${error.code}).`)
}

/**
 * The files that may hold the requested rows, last first.
 * @throws NamedError ArchiveMissing, which names what is missing: the rule, the time or the table
 */
export async function wantedFiles(archive: ArchiveFolder, asked: Asked): Promise<string[]> {
  const wanted = new Set(
    namesAsked(
      asked,
      archive.files.map((file) => basename(file)),
    ),
  )
  const files = archive.files.filter((file) => wanted.has(basename(file)))
  if (asked.table !== undefined) await findTable(archive, files, asked.table)
  return files
}

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

async function findTable(
  archive: ArchiveFolder,
  files: readonly string[],
  table: string,
): Promise<void> {
  const seen = new Set<string>()
  for (const file of files) {
    const found = await archive.read(file).catch(() => null)
    // The undo itself says what is wrong with it.
    if (found === null) return
    for (const part of found.tables) {
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
