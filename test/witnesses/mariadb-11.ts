import { startWitness } from './witness.ts'
import { mkdir, mkdtemp, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { openScratch } from '../../local/scratch.ts'
import type { EngineTraits } from '../../local/engines/local-engine.ts'
import { logSize, mariadb } from '../../local/engines/mariadb/mariadb.ts'
import { asUser, unpackedInto } from '../../local/engines/mysql/installation.ts'
import { cache } from '../../local/server/cache.ts'
import { softwareOf } from '../../local/server/find-software.ts'
import { makeOnce } from '../../local/server/make-once.ts'
import { runProgram } from '../../local/server/run-program.ts'
import type { ServerSoftware } from '../../local/server/server-software.ts'
import { unpackPackages } from '../../local/server/unpack-packages.ts'

/**
 * In the order of mariadb-install-db, a shell script that does not know of the loader a foreign
 * release needs.
 */
const scripts = [
  'mariadb_system_tables',
  'mariadb_performance_tables',
  'mariadb_system_tables_data',
  'maria_add_gis_sp_bootstrap',
  'mariadb_sys_schema',
]

const traits: EngineTraits = {
  ...mariadb,
  async initialize({ program, placement }, directory) {
    const share = placement
      .find((word) => word.startsWith('--lc-messages-dir='))
      ?.replace(/^.*?=/, '')
    const texts = scripts.map((script) => readFile(join(share ?? '', `${script}.sql`), 'utf8'))
    await mkdir(directory)
    const { code, errors } = await runProgram(
      program('server'),
      [
        '--no-defaults',
        ...asUser(),
        ...placement,
        logSize,
        '--bootstrap',
        `--datadir=${directory}`,
        `--tmpdir=${await mkdtemp(join(openScratch().folder, 'initialize-'))}`,
        '--enforce-storage-engine=',
        '--max-allowed-packet=8M',
      ],
      {
        input: Readable.from([
          'CREATE DATABASE mysql;\nUSE mysql;\nSET @auth_root_socket = NULL;\n',
          ...(await Promise.all(texts)),
        ]),
      },
    )
    if (code !== 0)
      throw new Error(`The data directory could not be created: ${errors.slice(-500)}`)
  },
}

/**
 * The MariaDB 11 of Debian's stable release, unpacked into the project's cache, once.
 * @throws Error where it cannot be had
 */
async function findMariadb11(): Promise<ServerSoftware> {
  const root = join(cache, 'mariadb-11')
  await makeOnce(root, (folder) =>
    unpackPackages({ names: ['mariadb-server-core'], release: 'trixie' }, folder),
  )
  return softwareOf(await unpackedInto(root, 'mariadb'), traits)
}

export const startMariadb11 = () => startWitness('MariaDB', '11', findMariadb11, {})
