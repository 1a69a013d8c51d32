import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openScratch } from '../scratch.ts'
import { runProgram } from './run-program.ts'

/** Debian packages to unpack, and the release to take them from: the computer's own, or another of Debian's. */
export interface Packages {
  readonly names: readonly string[]
  readonly release: 'own' | 'trixie' | 'sid'
}

/**
 * Unpacks packages into a folder that stands for `/`: no root, nothing installed. With them comes what they need: of the
 * computer's own release what is not installed, of another everything, the C library too.
 * @throws Error where there is no apt, or it can not get the packages
 */
export async function unpackPackages({ names, release }: Packages, root: string): Promise<void> {
  const work = await mkdtemp(join(openScratch().folder, 'apt-'))
  const debs = join(work, 'debs')
  for (const part of ['lists/partial', 'cache/archives/partial', 'debs'])
    await mkdir(join(work, part), { recursive: true })
  const options = [
    // An apt state of its own: the lists of this computer may be old, absent, or not ours to write.
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
  // Only programs that are not used here are written in Perl.
  const missing = [...plan.matchAll(/^Inst (\S+)/gm)].flatMap(([, id = '']) =>
    /^(lib)?perl/.test(id) ? [] : [id],
  )
  await apt('download', ...new Set([...names, ...missing]))
  for (const deb of await readdir(debs)) await run('dpkg-deb', ['--extract', deb, root], debs)
}

/** Only the release is known to this apt, from the mirror the computer itself uses, and nothing is installed. */
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
      `This computer has no mirror of Debian in its sources (${codename ?? 'its release is unknown'})`,
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
