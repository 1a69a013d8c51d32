import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openScratch } from '../scratch.ts'
import { runProgram } from './run-program.ts'

/** Debian packages to unpack, and their release: the computer's own, or another Debian release. */
export interface Packages {
  readonly names: readonly string[]
  readonly release: 'own' | 'trixie' | 'sid'
}

/**
 * Unpacks packages into a folder that acts as `/`: without root, and without installing anything.
 * Includes dependencies: from the computer's own release those not installed, from another release
 * all, including the C library.
 * @throws Error if there is no apt, or it cannot get the packages
 */
export async function unpackPackages({ names, release }: Packages, root: string): Promise<void> {
  const work = await mkdtemp(join(openScratch().folder, 'apt-'))
  const debs = join(work, 'debs')
  for (const part of ['lists/partial', 'cache/archives/partial', 'debs'])
    await mkdir(join(work, part), { recursive: true })
  const options = [
    // A separate apt state: the computer's own lists may be old, missing, or not writable.
    `Dir::State::Lists=${join(work, 'lists')}`,
    `Dir::Cache=${join(work, 'cache')}`,
    'Debug::NoLocking=1',
    'Acquire::Languages=none',
    'Acquire::Retries=1',
    ...(process.getuid?.() === 0 ? ['APT::Sandbox::User=root'] : []),
    ...(release === 'own' ? [] : await releaseOptions(release, work)),
  ].flatMap((option) => ['-o', option])
  const apt = (...words: string[]) => run('apt-get', [...options, ...words], debs)
  await apt(...(release === 'own' ? [] : ['--error-on=any']), 'update')
  const plan = await apt('--simulate', '--no-install-recommends', 'install', ...names)
  // Only unused programs need Perl.
  const missing = [...plan.matchAll(/^Inst (\S+)/gm)].flatMap(([, id = '']) =>
    /^(lib)?perl/.test(id) ? [] : [id],
  )
  await apt('download', ...new Set([...names, ...missing]))
  for (const deb of await readdir(debs)) await run('dpkg-deb', ['--extract', deb, root], debs)
}

/**
 * Configures an apt that knows only this release, from the computer's own mirror, with nothing
 * installed.
 */
async function releaseOptions(release: string, work: string): Promise<string[]> {
  const codename = /^VERSION_CODENAME=(\w+)$/m.exec(
    await readFile('/etc/os-release', 'utf8').catch(() => ''),
  )?.[1]
  const targets = await run(
    'apt-get',
    ['indextargets', '--format', '$(RELEASE) $(COMPONENT) $(REPO_URI)', 'Created-By: Packages'],
    work,
  )
  const mirror = new RegExp(`^${codename} main (\\S*debian\\S*)$`, 'm').exec(targets)?.[1]
  if (mirror === undefined)
    throw new Error(
      `This computer has no Debian mirror in its sources (${codename ?? 'its release is unknown'})`,
    )
  const [sources, status] = [join(work, `${release}.list`), join(work, 'status')]
  await writeFile(
    sources,
    `deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] ${mirror} ${release} main\n`,
  )
  await writeFile(status, '')
  return [
    `Dir::State::status=${status}`,
    `Dir::Etc::sourcelist=${sources}`,
    ...['sourceparts', 'preferences', 'preferencesparts'].map(
      (part) => `Dir::Etc::${part}=/dev/null`,
    ),
  ]
}

async function run(file: string, words: readonly string[], directory: string): Promise<string> {
  const { code, output, errors } = await runProgram(
    { file, arguments: [], environment: {} },
    words,
    { directory },
  )
  if (code !== 0)
    throw new Error(
      `${file} ${words.at(-1) ?? ''} failed: ${errors.trim().split('\n').slice(-3).join(' ')}`,
    )
  return output
}
