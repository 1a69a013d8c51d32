import { readArchiveName } from '../contract/archive-name.ts'
import { NamedError } from '../contract/errors.ts'
import { quantity } from '../contract/quantity.ts'
import { archiveContent } from '../contract/unpack-archive.ts'
import { readVolumeName } from '../contract/volume-name.ts'
import { makeVolume, mostFiles, sumOf, volumeIndex, type StoredFile } from '../contract/volume.ts'

/** A run's archive of one source, as objects. */
export interface GatheredStore {
  /** The objects of the archive: files of batches, and volumes. */
  list(): Promise<readonly Listed[]>
  /** null if there is no such object. */
  read(name: string): Promise<Buffer | null>
  /** It is complete and durable once this has resolved. */
  write(volume: StoredFile): Promise<void>
  /** Deletes files of batches, never volumes. */
  remove(files: readonly string[]): Promise<void>
}

export interface Listed {
  readonly name: string
  /** Bytes. */
  readonly size: number
}

type Numbered = Listed & { readonly number: number }

const mebibyte = 2 ** 20
/** A volume takes files until it has this many bytes… */
const enough = 24 * mebibyte
/** …and what would be left over, if that is less than this: volumes have 8 to 64 MiB. */
const least = 8 * mebibyte
/** Larger files stay as they are: a few of them would need more memory than a call has. */
const largest = 16 * mebibyte
/** Files that are read at the same time. */
const together = 16

/** Whether an object is a file that can go into a volume; two of them make one. */
export const isGatherable = ({ name, size }: Listed): boolean =>
  readArchiveName(name) !== null && size <= largest

/** Which files make a volume together, in their order; none if there is but one file. */
export function volumesOf(files: readonly Listed[]): (readonly Listed[])[] {
  const groups: Listed[][] = []
  let [left, size] = [files.reduce((sum, one) => sum + one.size, 0), 0]
  let group: Listed[] = []
  for (const file of files) {
    group.push(file)
    size += file.size
    left -= file.size
    if ((size < enough || left < least) && group.length < mostFiles) continue
    groups.push(group)
    ;[group, size] = [[], 0]
  }
  if (group.length > 0) groups.push(group)
  return files.length > 1 ? groups : []
}

/**
 * Gathers an archive's files into volumes. A file is deleted only after a volume that has it was
 * written and read back, so at each moment every file is in one of the two places; a call that
 * ended anywhere, or works at the same time, leaves nothing that the next one does not go on with.
 * @param spent asked before each volume
 * @returns whether all is done
 * @throws NamedError ArchiveDamaged if a volume is not as it was written: its files are kept; or if
 * a file is not, once the others are gathered: it stays where it is
 */
export async function gather(store: GatheredStore, spent: () => boolean): Promise<boolean> {
  const listed = await store.list()
  let files = listed.flatMap((one) => {
    const number = readArchiveName(one.name)?.number
    return number === undefined || !isGatherable(one) ? [] : [{ ...one, number }]
  })
  const damaged: string[] = []
  for (const { name } of listed) {
    const range = readVolumeName(name)
    if (range === null) continue
    if (spent()) return false
    const among = ({ number }: Numbered) => number >= range.first && number <= range.last
    if (files.some(among)) files = await finish(store, name, files)
  }
  for (const group of volumesOf(files.sort((one, other) => (one.name < other.name ? -1 : 1)))) {
    if (spent()) return false
    const found = await readAll(store, group, damaged)
    if (found.length === 0) continue
    const volume = makeVolume(found)
    await store.write(volume)
    if ((await intact(store, volume.name)) === null) throw notAsWritten(volume.name)
    await store.remove(found.map(({ name }) => name))
  }
  if (damaged.length > 0) throw notAsNamed(damaged)
  return true
}

/**
 * Deletes the files that an earlier call put into a volume and did not delete; returns the others.
 * Files of a volume that is damaged are gathered once more.
 */
async function finish(
  store: GatheredStore,
  volume: string,
  files: readonly Numbered[],
): Promise<Numbered[]> {
  const bytes = await intact(store, volume)
  const index = bytes === null ? [] : volumeIndex(volume, bytes, bytes.length)
  const inside = new Set(typeof index === 'number' ? [] : index.map(({ name }) => name))
  const twice = files.filter(({ name }) => inside.has(name))
  if (twice.length > 0) await store.remove(twice.map(({ name }) => name))
  return files.filter(({ name }) => !inside.has(name))
}

/** Reads a volume back; null if it is not as it was written. */
async function intact(store: GatheredStore, volume: string): Promise<Buffer | null> {
  const bytes = await store.read(volume)
  return bytes !== null && sumOf(bytes) === readVolumeName(volume)?.sum ? bytes : null
}

const notAsWritten = (volume: string) =>
  new NamedError(
    'ArchiveDamaged',
    `The volume ${volume} of the archive, read back, is not as it was written. Its files were ` +
      'not deleted, so no row is lost. The next sweep gathers them again; find out who else ' +
      'writes to the bucket.',
  )

const notAsNamed = (files: readonly string[]) =>
  new NamedError(
    'ArchiveDamaged',
    `${quantity(files.length, 'file')} of the archive ${files.length === 1 ? 'is' : 'are'} not ` +
      `as written, the first is ${files[0]}. All others are gathered; these stay where they are, ` +
      'and an undo ends at them. The bucket keeps what was overwritten for a day: look today ' +
      'whether an older version is intact, and restore it.',
  )

/**
 * Files that another call has gathered meanwhile are left out, and those that are not what their
 * name says: what was read wrong must not take the place of what is stored.
 */
async function readAll(
  store: GatheredStore,
  group: readonly Listed[],
  damaged: string[],
): Promise<StoredFile[]> {
  const found: StoredFile[] = []
  for (let at = 0; at < group.length; at += together)
    for (const one of await Promise.all(
      group.slice(at, at + together).map(async ({ name }) => ({
        name,
        bytes: await store.read(name),
      })),
    ))
      if (one.bytes === null) continue
      else if (isWhole(one.name, one.bytes)) found.push({ name: one.name, bytes: one.bytes })
      else damaged.push(one.name)
  return found
}

function isWhole(name: string, bytes: Buffer): boolean {
  try {
    archiveContent(name, bytes)
    return true
  } catch (error) {
    if (error instanceof NamedError && error.name === 'ArchiveDamaged') return false
    throw error
  }
}
