import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openScratch } from '../scratch.ts'

/**
 * Creates a folder that all processes of this computer share, unless it exists: it appears
 * completely or not at all, and other processes wait for it.
 * @param target absolute path.
 * @param make creates and fills the given folder. Its errors are passed on.
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
      // Without a lock, another process may have been faster.
      if (!existsSync(target)) throw error
    })
  } finally {
    await remove()
    forget()
    unlock()
  }
}

/**
 * Linux frees an abstract socket name when its owner dies; other systems have no such names, so no
 * lock here.
 */
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
