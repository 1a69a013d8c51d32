import { archiveFolder, readArchiveName } from '../contract/archive-name.ts'
import { NamedError } from '../contract/errors.ts'
import { unpackArchive } from '../contract/unpack-archive.ts'
import type { ArchiveFile } from '../contract/archive-file.ts'
import type { Deployment } from '../contract/environment.ts'
import { readVolumeName } from '../contract/volume-name.ts'
import type { VolumeEntry } from '../contract/volume.ts'
import { archiveObjects } from './archive-objects.ts'

/** The objects of an archive, by name. */
interface Places {
  /** In S3's order. */
  readonly loose: readonly string[]
  readonly volumes: readonly string[]
}

/** Volumes whose lists are read at the same time. */
const together = 16

/**
 * A run's archive of one source. Its files may be gathered into volumes while it is read: a file
 * that is no longer an object of its own is looked for once more. Of each file only the name is
 * kept, and of one volume the list: an archive may have a million files.
 */
export function readArchive(deployment: Deployment, runId: string, source: string) {
  const objects = archiveObjects(deployment.evidenceBucket, archiveFolder(runId, source))
  let places: Places | null = null
  const look = async (): Promise<Places> => {
    const [loose, volumes]: [string[], string[]] = [[], []]
    for await (const { name } of objects.each())
      (readVolumeName(name) === null ? loose : volumes).push(name)
    places = { loose, volumes }
    return places
  }
  // An undo goes from the last file to the first: the next one is mostly in the same volume.
  let latest: { readonly volume: string; readonly index: Promise<readonly VolumeEntry[]> } | null =
    null
  const indexOf = (volume: string) => {
    if (latest?.volume !== volume) {
      latest = { volume, index: objects.index(volume) }
      latest.index.catch(() => (latest = null))
    }
    return latest.index
  }
  const bytesOf = async (name: string, { loose, volumes }: Places): Promise<Buffer | null> => {
    // An object of its own is deleted only after its volume was confirmed: it comes first.
    if (isAmong(loose, name)) return objects.read(name)
    const number = readArchiveName(name)?.number ?? Number.NaN
    for (const volume of volumes) {
      const range = readVolumeName(volume)
      if (range === null || !(number >= range.first && number <= range.last)) continue
      const part = (await indexOf(volume)).find((one) => one.name === name)
      if (part !== undefined) return objects.part(volume, part)
    }
    return null
  }
  return {
    /** Names of all files, newest first; each once, wherever it is. */
    async names(): Promise<string[]> {
      const { loose, volumes } = await look()
      const all = [...loose]
      for (let at = 0; at < volumes.length; at += together)
        for (const index of await Promise.all(
          volumes.slice(at, at + together).map((volume) => objects.index(volume)),
        ))
          for (const { name } of index) all.push(name)
      all.sort().reverse()
      return all.filter((name, at) => name !== all[at - 1])
    },
    /** @throws NamedError ArchiveMissing, ArchiveDamaged */
    async read(name: string): Promise<ArchiveFile> {
      const bytes =
        (await bytesOf(name, places ?? (await look()))) ?? (await bytesOf(name, await look()))
      if (bytes === null)
        throw new NamedError(
          'ArchiveMissing',
          `The archive's file ${name} was there and is gone, in no volume either. The bucket ` +
            'keeps versions: restore it, or find out who deletes from the bucket.',
        )
      return unpackArchive(name, bytes)
    },
  }
}

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
