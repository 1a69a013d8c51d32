import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { openScratch } from '../scratch.ts'
import { copyFolder } from './copy-folder.ts'
import { engineTraits } from './engine-traits.ts'
import { unpackedInstallation, type Installation } from './installation.ts'
import { installedSoftware } from './installed-software.ts'
import { ServerError } from './server-error.ts'
import type { Engine, ServerSoftware } from './server-software.ts'
import { startServer } from './start-server.ts'
import { unpackSoftware } from './unpack-software.ts'
import { withLock } from './with-lock.ts'

/** Where to look, for tests. */
export interface Places {
  /** Absolute path of the folder that keeps what was unpacked; the project's .cache when absent. */
  readonly cache?: string
  /** Folders with installed servers, as in PATH; '' for none. */
  readonly searchPath?: string
}

/**
 * Finds a database server's programs: installed ones on PATH, else those unpacked earlier into the project's cache, else
 * (Debian and Ubuntu) unpacks them there. The machine's packages are never touched.
 * @param report gets a line for each thing that takes long, and for each server that is left aside; none when all is there.
 * @throws ServerError SoftwareNotFound, which says what was looked for and what to install.
 */
export async function findSoftware(engine: Engine, report: (line: string) => void, places: Places = {}): Promise<ServerSoftware> {
  const cache = places.cache ?? resolve(import.meta.dirname, '../../.cache')
  const installed = await installedSoftware(engine, places.searchPath ?? process.env['PATH'] ?? '', report)
  if (installed !== undefined) {
    try {
      return await prepare(installed, cache, report)
    } catch (error) {
      // Some distributions confine the installed server to its own folders.
      report(`the installed ${engine} ${installed.version} is left aside: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  const root = join(cache, 'software', engine)
  try {
    if (!existsSync(root)) {
      await withLock(join(cache, `${engine}.lock`), () => report(`another process unpacks ${engine}: waiting for it`), async () => {
        if (!existsSync(root)) await unpackSoftware(engine, root, report)
      })
    }
    return await prepare(await unpackedInstallation(engine, root), cache, report)
  } catch (error) {
    const wanted = { mariadb: 'mariadbd 10.5 or later with mariadb-backup', mysql: 'mysqld 8.0.17 or later with its clone plugin' }[engine]
    const packages = { mariadb: 'mariadb-server and mariadb-backup', mysql: 'mysql-server' }[engine]
    throw new ServerError(
      'SoftwareNotFound',
      `no ${wanted} on PATH or in /usr/sbin, and none could be unpacked into ${root} (${error instanceof Error ? error.message : String(error)}). Install ${packages}, and start again.`,
      { cause: error },
    )
  }
}

/** Makes the data directory that all others are copies of, once per version. */
async function prepare(installation: Installation, cache: string, report: (line: string) => void): Promise<ServerSoftware> {
  const { engine, version } = installation
  const template = join(cache, 'templates', `${engine}-${version}`)
  if (!existsSync(template)) {
    await withLock(`${template}.lock`, () => report(`another process initializes ${engine}: waiting for it`), async () => {
      if (existsSync(template)) return
      report(`${engine} ${version}: a data directory is initialized; this happens once`)
      const work = `${template}.${process.pid}`
      const remove = (): Promise<void> => rm(work, { recursive: true, force: true })
      const forget = openScratch().onCleanup(remove)
      try {
        await mkdir(work)
        await engineTraits[engine].initialize(installation, work)
        await rename(work, template)
      } finally {
        await remove()
        forget()
      }
    })
  }
  const software: ServerSoftware = {
    engine,
    version,
    initialize: (directory) => initialize(template, directory),
    start: (options) => startServer(software, installation, options),
    program: (name) => installation.programs[name],
  }
  return software
}

async function initialize(template: string, directory: string): Promise<void> {
  if (existsSync(directory)) {
    if ((await readdir(directory)).length > 0) throw new ServerError('InitializeFailed', `${directory} is not empty: a new data directory needs an empty folder`)
    await rmdir(directory)
  }
  await copyFolder(template, directory)
}
