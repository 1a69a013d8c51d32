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
  const runs = byAccount(folder.folders, accounts)
  for (const { account, listed } of new Set(runs.values()))
    refuseIncomplete(wanted, account, listed)
  return {
    files: await wantedFiles(folder, wanted),
    async read(file) {
      const { account = null, paths } = runs.get(dirname(file)) ?? {}
      const name = basename(file)
      const read = (one: string) => folder.read(one === name ? file : (paths?.get(one) ?? one))
      const found = await readDue({ read }, name, wanted, account, [...(paths?.keys() ?? [])])
      return found !== null && account !== null && !went(account, found) ? 'undone' : found
    },
  }
}

/** What is known of a run. */
interface RunFiles {
  readonly account: Purged | null
  readonly listed: { readonly names: string[]; readonly unlisted: string[] }
  /** The path of each of its files, by name. */
  readonly paths: Map<string, string>
}

/** By folder: a run's files may lie in several, each with a copy of the account. */
function byAccount(
  folders: ReadonlyMap<string, Listed>,
  accounts: ReadonlyMap<string, Purged | null>,
): ReadonlyMap<string, RunFiles> {
  const runs = new Map<string, RunFiles>()
  const found = new Map<string, RunFiles>()
  for (const [own, { names, unlisted }] of folders) {
    const account = accounts.get(own) ?? null
    const key = JSON.stringify(account)
    const none: RunFiles = { account, listed: { names: [], unlisted: [] }, paths: new Map() }
    const run = runs.get(key) ?? none
    for (const name of names) {
      run.listed.names.push(name)
      run.paths.set(name, join(own, name))
    }
    run.listed.unlisted.push(...unlisted)
    runs.set(key, run)
    found.set(own, run)
  }
  return found
}
