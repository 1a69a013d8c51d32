import { existsSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { cache } from '../../server/cache.ts'
import { makeOnce } from '../../server/make-once.ts'
import { runProgram } from '../../server/run-program.ts'
import type { Installation, Launch, Program } from '../../server/server-software.ts'
import { unpackPackages, type Packages } from '../../server/unpack-packages.ts'

type Engine = 'mariadb' | 'mysql'

/** MySQL initializes and copies with its server program. */
const files: Readonly<Record<Engine, Readonly<Record<Program, string>>>> = {
  mariadb: {
    server: 'mariadbd',
    client: 'mariadb',
    restore: 'mariadb',
    initialize: 'mariadb-install-db',
    backup: 'mariadb-backup',
    options: 'my_print_defaults',
  },
  mysql: {
    server: 'mysqld',
    client: 'mysql',
    restore: 'mysql',
    initialize: 'mysqld',
    backup: 'mysqld',
    options: 'my_print_defaults',
  },
}

/** An engine's programs on PATH, otherwise of packages unpacked into the project's cache, once. */
export async function findInstallation(
  engine: Engine,
  packages: Packages,
  report: (line: string) => void,
): Promise<Installation> {
  const onPath = await installedOnPath(engine).catch((error: unknown) => {
    report(`${engine} on PATH is not used: ${error instanceof Error ? error.message : error}`)
    return null
  })
  if (onPath !== null) return onPath
  const root = join(cache, engine)
  if (!existsSync(root))
    report(`unpacking ${packages.names.join(', ')} into the project's .cache folder (once)`)
  await makeOnce(root, (folder) => unpackPackages(packages, folder))
  return unpackedInto(root, engine)
}

/**
 * An engine's programs on PATH; null if one of them is missing, or they belong to another engine.
 * @throws Error if the server is too old, or does not report its version
 */
async function installedOnPath(engine: Engine): Promise<Installation | null> {
  const folders = [
    ...(process.env.PATH ?? '').split(':'),
    '/usr/sbin',
    '/usr/local/sbin',
    '/usr/local/mysql/bin',
  ].filter((folder) => folder !== '')
  const program = (name: Program): Launch => {
    const folder = folders.find((candidate) => existsSync(join(candidate, files[engine][name])))
    return { file: join(folder ?? '', files[engine][name]), arguments: [], environment: {} }
  }
  if (Object.keys(files[engine]).some((name) => !existsSync(program(name as Program).file)))
    return null
  const version = await versionOf(engine, program('server'))
  if (version === null) return null
  if (isOlder(version, oldest[engine]))
    throw new Error(`it is ${version}, but ${oldest[engine]} or later is required`)
  return { engine, version, program, placement: [] }
}

/**
 * The oldest versions whose physical copies (MariaDB) and clone plugin (MySQL) work as used here.
 */
const oldest: Readonly<Record<Engine, string>> = { mariadb: '10.5.0', mysql: '8.0.30' }

function isOlder(version: string, than: string): boolean {
  const [mine, others] = [version, than].map((text) => text.split('.').map(Number))
  for (const [at, part] of (others ?? []).entries())
    if ((mine?.[at] ?? 0) !== part) return (mine?.[at] ?? 0) < part
  return false
}

/**
 * The installation whose packages were unpacked into a folder.
 * @throws Error if the server does not run
 */
export async function unpackedInto(root: string, engine: Engine): Promise<Installation> {
  const libraries = [join(root, 'usr/lib'), ...globSync(join(root, 'usr/lib/*/'))].join(':')
  // Programs that come with their own C library run only with its loader.
  const loader = globSync(join(root, 'usr/{lib64,lib}/ld-linux*.so.*'))[0]
  const program = (name: Program): Launch => {
    const file = join(
      root,
      'usr',
      files[engine][name] === 'mysqld' || name === 'server' ? 'sbin' : 'bin',
      files[engine][name],
    )
    if (loader === undefined)
      return { file, arguments: [], environment: { LD_LIBRARY_PATH: libraries } }
    return {
      file: loader,
      arguments: ['--argv0', file, '--library-path', libraries, file],
      environment: {},
    }
  }
  const version = await versionOf(engine, program('server'))
  if (version === null) throw new Error(`${program('server').file} is not ${engine}`)
  const share = globSync(join(root, 'usr/share/{mysql,mariadb}/'))[0] ?? ''
  const placement = [
    `--basedir=${join(root, 'usr')}`,
    `--lc-messages-dir=${share}`,
    `--character-sets-dir=${join(share, 'charsets')}`,
    `--plugin-dir=${join(root, 'usr/lib/mysql/plugin')}`,
  ]
  return { engine, version, program, placement }
}

/** Timeout in ms for a program to report its version. */
const answersWithin = 10_000

/** null for another engine's server: on many systems mysqld is MariaDB's. */
async function versionOf(engine: Engine, server: Launch): Promise<string | null> {
  const { code, output, errors } = await runProgram(server, ['--no-defaults', '--version'], {
    signal: AbortSignal.timeout(answersWithin),
  })
  const version = /Ver (\d+\.\d+\.\d+)/.exec(output)?.[1]
  if (version === undefined) {
    const late = `no answer within ${answersWithin / 1000} s`
    const found = code === null ? late : errors.trim().slice(-200)
    throw new Error(`${server.file} does not report its version: ${found}`)
  }
  return /mariadb/i.test(output.slice(output.indexOf('Ver '))) === (engine === 'mariadb')
    ? version
    : null
}

/** A server refuses to run as root without this option. */
export const asUser = (): string[] => (process.getuid?.() === 0 ? ['--user=root'] : [])
