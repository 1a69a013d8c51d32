import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openScratch } from '../scratch.ts'

/**
 * Makes a folder that all processes of this computer share, unless it is there: it appears whole or not at all, and who
 * comes meanwhile waits for it.
 * @param target absolute path.
 * @param make fills the folder it is given, which does not exist yet. Its errors are passed on.
 */
export async function makeOnce(
  target: string,
  make: (folder: string) => Promise<void>,
): Promise<void> {
  if (existsSync(target)) return
  const unlock = await lock(target)
  const folder = `${target}.${process.pid}`
  const remove = () => rm(folder, { recursive: true, force: true })
  const forget = openScratch().onCleanup(remove)
  try {
    if (existsSync(target)) return
    await mkdir(dirname(target), { recursive: true })
    await make(folder)
    await rename(folder, target).catch((error: unknown) => {
      // Where there is no lock, another process may have been quicker.
      if (!existsSync(target)) throw error
    })
  } finally {
    await remove()
    forget()
    unlock()
  }
}

/** Linux frees a socket name of its own accord when its owner dies; other systems have no such names, and no lock here. */
async function lock(name: string): Promise<() => void> {
  if (process.platform !== 'linux') return () => undefined
  const path = `\0drydock-${createHash('sha256').update(name).digest('hex')}`
  for (;;) {
    const server = createServer()
    const taken = await new Promise<boolean>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
      )
      server.listen(path, () => resolve(true))
    })
    if (taken) return () => void server.close()
    await sleep(200)
  }
}
