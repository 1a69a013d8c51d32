import { rm } from 'node:fs/promises'
import { runProgram } from './run-program.ts'

/**
 * Copies a folder with all attributes, sharing blocks if the file system can.
 * @param to absolute path that does not exist.
 * @throws Error with the message of cp; a partial copy is removed.
 */
export async function copyFolder(from: string, to: string, signal?: AbortSignal): Promise<void> {
  const flags = process.platform === 'linux' ? ['-a', '--reflink=auto', '--sparse=auto'] : ['-a']
  const copy = await runProgram(
    { file: 'cp', arguments: [], environment: {} },
    [...flags, from, to],
    signal === undefined ? {} : { signal },
  )
  if (copy.code === 0) return
  await rm(to, { recursive: true, force: true })
  throw new Error(`${from} could not be copied: ${copy.errors.trim() || 'interrupted'}`)
}
