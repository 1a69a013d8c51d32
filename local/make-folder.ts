import { mkdir, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

/**
 * Makes a folder and those above it that are missing. One by one: where a folder cannot hold
 * another, as in /proc, Node's own recursive mkdir does not end.
 * @throws the system's error if the path cannot become a folder
 */
export async function makeFolder(folder: string): Promise<void> {
  const missing: string[] = []
  for (let at = resolve(folder); ; at = dirname(at)) {
    const found = await stat(at).catch(() => null)
    if (found?.isDirectory() === true || at === dirname(at)) break
    missing.unshift(at)
  }
  for (const one of missing) await mkdir(one)
}
