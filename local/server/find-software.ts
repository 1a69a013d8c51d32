import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { mariadbSoftware } from './mariadb.ts'
import { runProgram } from './run-program.ts'
import { ServerError } from './server-error.ts'
import type { Engine, Launch, Program, ServerSoftware } from './server-software.ts'
import { unpackPackages } from './unpack-packages.ts'

const programs: Readonly<Record<Program, string>> = { server: 'mariadbd', client: 'mariadb', initialize: 'mariadb-install-db', backup: 'mariadb-backup' }

/**
 * A database server's programs: on PATH, else unpacked into the project's cache.
 * @throws ServerError that says what to install
 */
export async function findSoftware(engine: Engine, report: (line: string) => void): Promise<ServerSoftware> {
  if (engine === 'mysql') throw new ServerError('SoftwareNotFound', 'The engine mysql can not be started locally yet; use --engine mariadb.')
  const onPath = findOnPath()
  if (onPath !== null) return mariadbSoftware(await versionOf(onPath.server), (name) => onPath[name], null)
  const root = await unpackPackages('mariadb', ['mariadb-server-core', 'mariadb-client-core', 'mariadb-backup'], report)
  const libraries = join(root, 'usr/lib')
  const environment = { LD_LIBRARY_PATH: [libraries, ...readdirSync(libraries).map((name) => join(libraries, name))].join(':') }
  const launch = (name: Program): Launch => ({ file: join(root, 'usr', name === 'server' ? 'sbin' : 'bin', programs[name]), arguments: [], environment })
  return mariadbSoftware(await versionOf(launch('server')), launch, join(root, 'usr'))
}

function findOnPath(): Record<Program, Launch> | null {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/usr/local/sbin']
  const find = (name: Program): Launch | null => {
    const folder = folders.find((candidate) => candidate !== '' && existsSync(join(candidate, programs[name])))
    return folder === undefined ? null : { file: join(folder, programs[name]), arguments: [], environment: {} }
  }
  const [server, client, initialize, backup] = [find('server'), find('client'), find('initialize'), find('backup')]
  return server && client && initialize && backup && { server, client, initialize, backup }
}

async function versionOf(server: Launch): Promise<string> {
  const { output, errors } = await runProgram(server, ['--no-defaults', '--version'])
  const version = /\d+\.\d+\.\d+/.exec(output)?.[0]
  if (version === undefined) throw new ServerError('SoftwareNotFound', `${server.file} does not tell its version: ${errors.trim().slice(-200)}`)
  return version
}
