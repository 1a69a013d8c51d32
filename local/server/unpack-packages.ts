import { access, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { runProgram } from './run-program.ts'
import { ServerError } from './server-error.ts'

const cache = join(import.meta.dirname, '..', '..', '.cache')

/**
 * Unpacks Debian packages, with what they need and this computer has not, into the project's cache folder: no root,
 * nothing installed. Done once.
 * @returns the absolute path of the folder that stands for `/`.
 * @throws ServerError where there is no apt, or it can not get the packages
 */
export async function unpackPackages(name: string, packages: readonly string[], report: (line: string) => void): Promise<string> {
  const folder = join(cache, name)
  if (await exists(folder)) return folder
  report(`unpacking ${packages.join(', ')} into the project's .cache folder (once)`)
  const work = join(cache, `${name}.${process.pid}`)
  const debs = join(work, 'debs')
  try {
    await mkdir(debs, { recursive: true })
    for (const part of ['state/lists/partial', 'cache/archives/partial']) await mkdir(join(work, 'apt', part), { recursive: true })
    // An apt state of its own: the lists of this computer may be old, absent, or not ours to write.
    const options = [`Dir::State::Lists=${join(work, 'apt/state/lists')}`, `Dir::Cache=${join(work, 'apt/cache')}`, 'Debug::NoLocking=1', ...(process.getuid?.() === 0 ? ['APT::Sandbox::User=root'] : [])].flatMap((option) => ['-o', option])
    const apt = async (...words: string[]) => run('apt-get', [...options, ...words], debs)
    await apt('update')
    const plan = await apt('-s', '--no-install-recommends', 'install', ...packages)
    const missing = [...plan.matchAll(/^Inst (\S+)/gm)].flatMap(([, id]) => (id === undefined ? [] : [id]))
    await apt('download', ...new Set([...packages, ...missing]))
    for (const deb of await readdir(debs)) await run('dpkg-deb', ['-x', deb, join(work, 'root')], debs)
    await rename(join(work, 'root'), folder).catch(async (error: unknown) => {
      // Another process was quicker.
      if (!(await exists(folder))) throw error
    })
    return folder
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

async function run(file: string, words: readonly string[], directory: string): Promise<string> {
  const result = await runProgram({ file, arguments: [], environment: {} }, words, { directory }).catch((error: unknown) => {
    throw new ServerError('SoftwareNotFound', `${file} can not be run (${error instanceof Error ? error.message : String(error)}). Install a MariaDB or MySQL server so that mariadbd or mysqld is on PATH.`)
  })
  if (result.code !== 0) throw new ServerError('SoftwareNotFound', `${file} ${words.at(-1) ?? ''} failed: ${result.errors.trim().split('\n').slice(-3).join(' ')}. Install mariadb-server (with mariadb-backup) by hand, so that mariadbd is on PATH.`)
  return result.output
}

const exists = (path: string): Promise<boolean> => access(path).then(() => true, () => false)
