import { copyFile, cp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from './make-folder.ts'
import type { Scratch } from './scratch.ts'

/** The file by which the operator's tool finds a local cloud (`drydock --local`). */
export const cloudFile = 'cloud.json'
export const reportFiles = ['report.json', 'report.html'] as const

/** Empties the folder for results of what an earlier run left, and sends the log there. */
export async function prepareFolder(folder: string): Promise<void> {
  await makeFolder(folder)
  // No file of an earlier run may be mistaken for this one's.
  for (const name of ['drydock.log', cloudFile, ...reportFiles, 'archive'])
    await rm(join(folder, name), { recursive: true, force: true })
  process.env.DRYDOCK_LOG = join(folder, 'drydock.log')
  await writeFile(process.env.DRYDOCK_LOG, '')
}

/** Says how to reach the local cloud, for as long as this process runs. */
export async function tellCloud(
  settings: Readonly<Record<string, string>>,
  environment: string,
  folder: string,
  scratch: Scratch,
): Promise<void> {
  const file = join(folder, cloudFile)
  await writeFile(file, JSON.stringify({ environment, settings }, null, 2))
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
  const account = join(archive, runId, 'production', 'account.json')
  await kept(copyFile(join(run, 'production', 'purge-production.json'), account))
  return copied
}

/** Whether there was anything to copy. */
const kept = (copying: Promise<void>): Promise<boolean> =>
  copying.then(
    () => true,
    () => false,
  )
