import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { copyFolder } from './copy-folder.ts'
import { installedOnPath, unpackedInto } from './installation.ts'
import { makeOnce } from './make-once.ts'
import { mariadb } from './mariadb.ts'
import { mysql } from './mysql.ts'
import { ServerError } from './server-error.ts'
import type { Engine, EngineTraits, Installation, ServerSoftware } from './server-software.ts'
import { startServer } from './start-server.ts'
import { unpackPackages, type Packages } from './unpack-packages.ts'

/** The cache of unpacked packages. */
export const cache = join(import.meta.dirname, '..', '..', '.cache')
const traits: Readonly<Record<Engine, EngineTraits>> = { mariadb, mysql }
const packages: Readonly<Record<Engine, Packages>> = {
  mariadb: {
    names: ['mariadb-server-core', 'mariadb-client-core', 'mariadb-backup'],
    release: 'own',
  },
  // No stable release of Debian has MySQL.
  mysql: { names: ['mysql-server-core', 'mysql-client-core'], release: 'sid' },
}
const advice: Readonly<Record<Engine, string>> = {
  mariadb:
    'Install mariadb-server and mariadb-backup, so that mariadbd is on PATH, or take --engine ' +
    'mysql',
  mysql:
    'Install MySQL 8.0.30 or later, so that mysqld and mysql are on PATH, or take --engine mariadb',
}

/**
 * A database server's programs: on PATH, otherwise unpacked into the project's cache, once.
 * @param report called with a line before long operations.
 * @throws ServerError that says what to install
 */
export async function findSoftware(
  engine: Engine,
  report: (line: string) => void,
): Promise<ServerSoftware> {
  const installation = await install(engine, report).catch((error: unknown) => {
    throw new ServerError(
      'SoftwareNotFound',
      `No ${engine} on PATH, and none could be unpacked. ${advice[engine]}. ` +
        `${error instanceof Error ? error.message : String(error)}`,
    )
  })
  return softwareOf(installation, traits[engine])
}

/** An installation's operations, with the traits of its engine. */
export function softwareOf(installation: Installation, its: EngineTraits): ServerSoftware {
  const { engine, version, program } = installation
  const software: ServerSoftware = {
    engine,
    version,
    program,
    async initialize(directory, names = 'as written') {
      if (existsSync(directory))
        throw new ServerError('InitializeFailed', `${directory} exists already`)
      // Initialization takes seconds; a copy of a fresh directory is as good.
      const suffix = names === 'lower case' ? '-lower-case' : ''
      const template = join(cache, `data-${engine}-${version}${suffix}`)
      await makeOnce(template, (folder) => its.initialize(installation, folder, names))
      await copyFolder(template, directory)
    },
    start: (options) => startServer(software, installation, its, options),
  }
  return software
}

async function install(engine: Engine, report: (line: string) => void): Promise<Installation> {
  const onPath = await installedOnPath(engine).catch((error: unknown) => {
    report(`${engine} on PATH is not used: ${error instanceof Error ? error.message : error}`)
    return null
  })
  if (onPath !== null) return onPath
  const root = join(cache, engine)
  if (!existsSync(root))
    report(`unpacking ${packages[engine].names.join(', ')} into the project's .cache folder (once)`)
  await makeOnce(root, (folder) => unpackPackages(packages[engine], folder))
  return unpackedInto(root, engine)
}
