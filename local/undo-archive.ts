import { basename, dirname, join } from 'node:path'
import type { ArchiveFile } from '../functions/contract/archive-file.ts'
import type { Purged } from '../functions/contract/evidence.ts'
import type { Asked } from '../functions/archive/undo-asked.ts'
import { readDue, refuseIncomplete, type Listed } from '../functions/archive/undo-complete.ts'
import { went } from '../functions/archive/undo-totals.ts'
import { accountOf, openFolder, wantedFiles } from './archive-folder.ts'

/** The files of a folder that an undo asks for. */
export interface UndoArchive {
  /** Their paths in the folder, last first. */
  readonly files: readonly string[]
  /**
   * "undone" where the account says that its rows were not deleted with it; null where it is
   * damaged and nothing is lost with it.
   * @throws NamedError ArchiveMissing, ArchiveDamaged
   */
  read(file: string): Promise<ArchiveFile | 'undone' | null>
}

/**
 * Opens a folder of archive files as the deployed undo opens a bucket's: what is damaged or missing
 * ends the undo before a row is put back, unless the same files are in another place.
 * @param say receives a line on each object that is not as it was written.
 * @throws NamedError ArchiveMissing, ArchiveDamaged
 */
export async function openUndoArchive(
  wanted: Asked & { readonly archive: string; readonly withoutAccount?: true },
  say: (line: string) => void,
): Promise<UndoArchive> {
  const folder = await openFolder(wanted.archive, (path) =>
    say(`${path} is not as it was written. What is in it is looked for in other places.`),
  )
  const accounts = new Map<string, Purged | null>()
  for (const own of folder.folders.keys()) accounts.set(own, await accountOf(wanted, own))
  for (const [account, listed] of byAccount(folder.folders, accounts))
    refuseIncomplete(wanted, account, listed)
  return {
    files: await wantedFiles(folder, wanted),
    async read(file) {
      const own = dirname(file)
      const account = accounts.get(own) ?? null
      const read = (name: string) => folder.read(join(own, name))
      const { names = [] } = folder.folders.get(own) ?? {}
      const found = await readDue({ read }, basename(file), account, names)
      return found !== null && account !== null && !went(account, found) ? 'undone' : found
    },
  }
}

/** A run's files may lie in several folders, each with a copy of the account. */
function byAccount(
  folders: ReadonlyMap<string, Listed>,
  accounts: ReadonlyMap<string, Purged | null>,
): Iterable<readonly [Purged | null, Listed]> {
  const all = new Map<string, readonly [Purged | null, Listed]>()
  for (const [own, { names, unlisted }] of folders) {
    const account = accounts.get(own) ?? null
    const key = JSON.stringify(account)
    const [, also] = all.get(key) ?? [account, { names: [], unlisted: [] }]
    const listed = { names: [...also.names, ...names], unlisted: [...also.unlisted, ...unlisted] }
    all.set(key, [account, listed])
  }
  return all.values()
}
