import type { ArchiveFile } from '../contract/archive-file.ts'
import { readArchiveName } from '../contract/archive-name.ts'
import { NamedError } from '../contract/errors.ts'
import { unpackArchive } from '../contract/unpack-archive.ts'
import { readVolumeName } from '../contract/volume-name.ts'
import { volumeIndex, type VolumeEntry } from '../contract/volume.ts'

/** Where an archive is stored: its objects are files of batches, and volumes. */
export interface ArchiveObjects {
  /** Of all objects, in the order of their bytes. */
  names(): AsyncIterable<string>
  /** null if there is no such object. */
  read(name: string): Promise<Buffer | null>
  /** Some bytes of an object; null if there is none. */
  part(name: string, where: Pick<VolumeEntry, 'offset' | 'length'>): Promise<Buffer | null>
  /** The last bytes of an object, at most so many, and the size of all of it. */
  tail(name: string, most: number): Promise<{ readonly bytes: Buffer; readonly size: number }>
}

/** The objects of an archive, by name. */
interface Places {
  readonly loose: readonly string[]
  readonly volumes: readonly string[]
}

/** Volumes whose lists are read at the same time. */
const together = 16
/** Bytes read of a volume's end at first: the list of some 400 files. */
const firstTail = 64 * 1024

export type StoredArchive = ReturnType<typeof storedArchive>

/**
 * The files of an archive, wherever each is: loose, or in a volume. They may be gathered into
 * volumes while it is read: a file that is not found is looked for once more. Of each file only the
 * name is kept, and of one volume the list: an archive may have a million files.
 * @param damaged receives each object that is not as it was written, once.
 */
export function storedArchive(
  objects: ArchiveObjects,
  damaged: (object: string) => void = () => undefined,
) {
  let places: Places | null = null
  let unlisted: readonly string[] = []
  const told = new Set<string>()
  const tell = (object: string) => {
    if (!told.has(object)) damaged(object)
    told.add(object)
  }
  const look = async (): Promise<Places> => {
    const [loose, volumes]: [string[], string[]] = [[], []]
    for await (const name of objects.names())
      (readVolumeName(name) === null ? loose : volumes).push(name)
    latest = null
    places = { loose, volumes }
    return places
  }
  /** null if it cannot be read: the volume's files may be in other places too. */
  const listOf = async (volume: string): Promise<readonly VolumeEntry[] | null> => {
    try {
      return await readList(objects, volume)
    } catch (error) {
      if (!isDamaged(error)) throw error
      tell(volume)
      return null
    }
  }
  // An undo goes from the last file to the first: the next one is mostly in the same volume.
  let latest: { readonly volume: string; readonly list: ReturnType<typeof listOf> } | null = null
  const latestList = (volume: string) => {
    if (latest?.volume !== volume) {
      latest = { volume, list: listOf(volume) }
      latest.list.catch(() => (latest = null))
    }
    return latest.list
  }
  /** Each copy of a file, with the object that it is in. */
  async function* copies(name: string, { loose, volumes }: Places) {
    // An object of its own is deleted only after its volume was confirmed: it comes first.
    if (isAmong(loose, name)) yield { object: name, bytes: await objects.read(name) }
    const number = readArchiveName(name)?.number ?? Number.NaN
    for (const volume of volumes) {
      const range = readVolumeName(volume)
      if (range === null || !(number >= range.first && number <= range.last)) continue
      const entry = (await latestList(volume))?.find((one) => one.name === name)
      if (entry !== undefined) yield { object: volume, bytes: await objects.part(volume, entry) }
    }
  }
  return {
    /** Names of all files, newest first; each once, wherever it is. */
    async names(): Promise<string[]> {
      const { loose, volumes } = await look()
      const all = [...loose]
      const without: string[] = []
      for (let at = 0; at < volumes.length; at += together) {
        const some = volumes.slice(at, at + together)
        for (const [n, list] of (await Promise.all(some.map(listOf))).entries())
          if (list === null) without.push(some[n] ?? '')
          else for (const { name } of list) all.push(name)
      }
      unlisted = without
      all.sort().reverse()
      return all.filter((name, at) => name !== all[at - 1])
    },
    /** Volumes whose list `names` could not read: it knows their files only from other places. */
    get unlisted(): readonly string[] {
      return unlisted
    },
    /**
     * The first copy that is whole by its SHA-256.
     * @throws NamedError ArchiveMissing, ArchiveDamaged
     */
    async read(name: string): Promise<ArchiveFile> {
      let odd: unknown = null
      for (const again of [false, true]) {
        const seen = again || places === null ? await look() : places
        for await (const { object, bytes } of copies(name, seen)) {
          if (bytes === null) continue
          try {
            return unpackArchive(name, bytes)
          } catch (error) {
            if (!isDamaged(error)) throw error
            tell(object)
            odd ??= error
          }
        }
      }
      throw odd ?? gone(name)
    },
  }
}

/** @throws NamedError ArchiveDamaged */
async function readList(objects: ArchiveObjects, volume: string): Promise<readonly VolumeEntry[]> {
  for (let most = firstTail; ; ) {
    const { bytes, size } = await objects.tail(volume, most)
    const found = volumeIndex(volume, bytes, size)
    if (typeof found !== 'number') return found
    most = found
  }
}

export const isDamaged = (error: unknown): boolean =>
  error instanceof NamedError && error.name === 'ArchiveDamaged'

const gone = (name: string) =>
  new NamedError(
    'ArchiveMissing',
    `The archive's file ${name} was there and is gone, in no volume either. The bucket ` +
      'keeps versions: restore it, or find out who deletes from the bucket.',
  )

/** Whether a name is among those that are in order. */
function isAmong(names: readonly string[], name: string): boolean {
  let [from, to] = [0, names.length]
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((names[middle] ?? '') < name) from = middle + 1
    else to = middle
  }
  return names[from] === name
}
