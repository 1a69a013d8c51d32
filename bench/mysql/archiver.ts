import { existsSync, globSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { makeOnce } from '../../local/server/make-once.ts'
import { runProgram } from '../../local/server/run-program.ts'
import type { Launch } from '../../local/server/server-software.ts'
import { unpackPackages } from '../../local/server/unpack-packages.ts'
import { openScratch } from '../../local/scratch.ts'
import type { Say } from '../build-database.ts'

const root = join(import.meta.dirname, '../..', '.cache', 'percona-toolkit')

/**
 * pt-archiver: on PATH, else unpacked from Debian into the project's cache; null, with a line that
 * says why, where neither goes.
 */
export async function findArchiver(say: Say): Promise<Launch | null> {
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'pt-archiver'))
    .find(existsSync)
  try {
    if (onPath === undefined && !existsSync(root)) {
      say("unpacking percona-toolkit into the project's .cache folder (once)")
      // Packages of a database server may lie there from just before.
      await rm(join(openScratch().folder, 'apt'), { recursive: true, force: true })
      await makeOnce(root, (folder) =>
        unpackPackages({ names: ['percona-toolkit', 'libdbd-mysql-perl'], release: 'own' }, folder),
      )
    }
    const launch: Launch =
      onPath === undefined ? unpacked() : { file: onPath, arguments: [], environment: {} }
    const { code, output, errors } = await runProgram(launch, ['--version'])
    if (code !== 0) throw new Error(errors.trim().split('\n')[0])
    say(`pt-archiver: ${output.trim()} (${onPath ?? '.cache/percona-toolkit'})`)
    return launch
  } catch (error) {
    say(
      'pt-archiver is left out: it is not on PATH and cannot be unpacked here ' +
        `(${error instanceof Error ? error.message : String(error)})`,
    )
    return null
  }
}

/**
 * Perl looks for modules and libraries where it was told at its own making, so it is told of the
 * folder.
 */
function unpacked(): Launch {
  const folders = (pattern: string) => globSync(join(root, pattern)).join(':')
  const plugins = folders('usr/lib/*/libmariadb3/plugin')
  return {
    file: 'perl',
    arguments: [join(root, 'usr/bin/pt-archiver')],
    environment: {
      PERL5LIB: folders('usr/{share/perl5,lib/*/perl5/5.*}'),
      LD_LIBRARY_PATH: folders('usr/lib/*-linux-gnu'),
      // How a server of today takes passwords is a plug-in of the client's library, which finds
      // its own where it is installed.
      ...(plugins !== '' && { MARIADB_PLUGIN_DIR: plugins }),
    },
  }
}

/** One table's purge as its manual advises it for speed. */
export const archive = (
  archiver: Launch,
  optionFile: string,
  database: string,
  table: string,
  where: string,
  limit: number,
): Launch => ({
  ...archiver,
  arguments: [
    ...archiver.arguments,
    '--source',
    `F=${optionFile},D=${database},t=${table},i=PRIMARY`,
    '--where',
    where,
    '--purge',
    '--bulk-delete',
    '--limit',
    String(limit),
    '--commit-each',
    '--primary-key-only',
    '--no-check-charset',
  ],
})
