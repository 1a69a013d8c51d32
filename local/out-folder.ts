import { copyFile, cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export const reportFiles = ['report.json', 'report.html'] as const

/** Empties the folder for results of what an earlier run left, and sends the log there. */
export async function prepareFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  // No file of an earlier run may be mistaken for this one's.
  for (const name of ['drydock.log', ...reportFiles, 'archive'])
    await rm(join(folder, name), { recursive: true, force: true })
  process.env.DRYDOCK_LOG = join(folder, 'drydock.log')
  await writeFile(process.env.DRYDOCK_LOG, '')
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
