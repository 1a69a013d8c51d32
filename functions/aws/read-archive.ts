import { archiveFolder } from '../contract/archive-name.ts'
import { NamedError } from '../contract/errors.ts'
import { unpackArchive } from '../contract/unpack-archive.ts'
import type { ArchiveFile } from '../contract/archive-file.ts'
import type { Deployment } from '../contract/environment.ts'
import { readVolumeName } from '../contract/volume-name.ts'
import type { VolumeEntry } from '../contract/volume.ts'
import { archiveObjects } from './archive-objects.ts'

/** Where a file is: an object of its own, or part of a volume. */
type Place = (Pick<VolumeEntry, 'offset' | 'length'> & { readonly volume: string }) | null

/** Volumes whose lists are read at the same time. */
const together = 16

/**
 * A run's archive of one source. Its files may be gathered into volumes while it is read: a file
 * that is no longer an object of its own is looked for once more.
 */
export function readArchive(deployment: Deployment, runId: string, source: string) {
  const objects = archiveObjects(deployment.evidenceBucket, archiveFolder(runId, source))
  let places: ReadonlyMap<string, Place> | null = null
  const look = async (): Promise<ReadonlyMap<string, Place>> => {
    const found = new Map<string, Place>()
    const names = (await objects.list()).map(({ name }) => name)
    const volumes = names.filter((name) => readVolumeName(name) !== null)
    for (let at = 0; at < volumes.length; at += together)
      await Promise.all(
        volumes.slice(at, at + together).map(async (volume) => {
          for (const { name, ...part } of await objects.index(volume))
            found.set(name, { volume, ...part })
        }),
      )
    // An object of its own is deleted only after its volume was confirmed: it comes first.
    for (const name of names) if (readVolumeName(name) === null) found.set(name, null)
    places = found
    return found
  }
  const bytesOf = async (name: string, all: ReadonlyMap<string, Place>): Promise<Buffer | null> => {
    const place = all.get(name)
    if (place === undefined) return null
    return place === null ? objects.read(name) : objects.part(place.volume, place)
  }
  return {
    /** Names of all files, newest first; each once, wherever it is. */
    names: async (): Promise<string[]> => [...(await look()).keys()].sort().reverse(),
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
