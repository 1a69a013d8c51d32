import { copyFile, cp, glob, readFile, rm, rmdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { readArchiveName } from '../functions/contract/archive-name.ts'
import { readVolumeName } from '../functions/contract/volume-name.ts'
import { makeFolder } from './make-folder.ts'
import type { Scratch } from './scratch.ts'
import { processIdentity } from './server/process-identity.ts'

/** The file by which the operator's tool finds a local cloud (`drydock --local`). */
export const cloudFile = 'cloud.json'
export const reportFiles = ['report.json', 'report.html'] as const
const accountFile = 'account.json'

/** What an earlier run wrote, and how its files are told from anybody else's. */
const ours: Readonly<Record<string, (text: string) => boolean>> = {
  'drydock.log': (text) => text === '' || text.startsWith('{"level":'),
  [cloudFile]: (text) => /"settings":/.test(text),
  'report.json': (text) => /"statementsHash":/.test(text),
  'report.html': (text) => /<title>Drydock: /.test(text),
}

/**
 * Empties the folder for results of what an earlier run left, and sends the log there. Files that
 * are not Drydock's stay.
 * @returns what is in the way of this run; null if nothing is.
 */
export async function prepareFolder(folder: string): Promise<string | null> {
  await makeFolder(folder)
  const found = new Map<string, string>()
  for (const name of Object.keys(ours)) {
    const text = await readFile(join(folder, name), 'utf8').catch(nothingThere)
    if (text !== null) found.set(name, text)
  }
  const inUse = await runningIn(found.get(cloudFile))
  if (inUse !== null)
    return (
      `The run of process ${inUse} still writes to ${folder}. Stop it with Ctrl-C, or name ` +
      'another folder with --out.'
    )
  const strange = [...found].find(([name, text]) => ours[name]?.(text) === false)
  if (strange !== undefined)
    return (
      `${join(folder, strange[0])} was not written by Drydock, and this run would overwrite it. ` +
      'Name another folder with --out.'
    )
  // No file of an earlier run may be mistaken for this one's.
  for (const name of found.keys()) await rm(join(folder, name))
  await emptyArchive(join(folder, 'archive'))
  process.env.DRYDOCK_LOG = join(folder, 'drydock.log')
  await writeFile(process.env.DRYDOCK_LOG, '')
  return null
}

const nothingThere = (error: NodeJS.ErrnoException): null => {
  if (error.code === 'ENOENT') return null
  throw error
}

/** The live process that the file of a local cloud belongs to. */
async function runningIn(text: string | undefined): Promise<number | null> {
  try {
    const { pid, identity } = JSON.parse(text ?? '{}') as { pid?: number; identity?: string }
    return pid !== undefined && identity !== undefined && processIdentity(pid) === identity
      ? pid
      : null
  } catch {
    return null
  }
}

const isArchived = (name: string): boolean =>
  name === accountFile || readArchiveName(name) !== null || readVolumeName(name) !== null

/** Removes archive files, volumes and accounts, then the folders that are empty. */
async function emptyArchive(archive: string): Promise<void> {
  const folders = [archive]
  for await (const entry of glob('**', { cwd: archive, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isDirectory()) folders.push(path)
    else if (isArchived(basename(path))) await rm(path)
  }
  for (const folder of folders.toSorted().reverse()) await rmdir(folder).catch(() => undefined)
}

/**
 * Says how to reach the local cloud, for as long as this process runs.
 * @param of its environment, and the option file by which clients of its production connect.
 */
export async function tellCloud(
  settings: Readonly<Record<string, string>>,
  { environment, connection }: { readonly environment: string; readonly connection: string },
  folder: string,
  scratch: Scratch,
): Promise<void> {
  const file = join(folder, cloudFile)
  const { pid } = process
  const told = { environment, settings, connection, pid, identity: processIdentity(pid) }
  await writeFile(file, JSON.stringify(told, null, 2))
  scratch.onCleanup(() => rm(file, { force: true }))
}

/**
 * Copies a run's reports and its archive out of the evidence bucket.
 * @returns the reports that were there.
 */
export async function keepFiles(
  evidence: string,
  runId: string,
  folder: string,
): Promise<readonly string[]> {
  const run = join(evidence, 'runs', runId)
  const copied: string[] = []
  for (const file of reportFiles)
    if (await kept(copyFile(join(run, file), join(folder, file)))) copied.push(file)
  const archive = join(folder, 'archive')
  await kept(cp(join(evidence, 'archive'), archive, { recursive: true }))
  // Tells an undo which files' rows were deleted.
  const account = join(archive, runId, 'production', accountFile)
  await kept(copyFile(join(run, 'production', 'purge-production.json'), account))
  return copied
}

/** Whether there was anything to copy. */
const kept = (copying: Promise<void>): Promise<boolean> =>
  copying.then(
    () => true,
    () => false,
  )
