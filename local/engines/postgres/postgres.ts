import { chmod, chown, copyFile, mkdtemp, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client, type ClientConfig } from 'pg'
import { openScratch } from '../../scratch.ts'
import { copyFolder } from '../../server/copy-folder.ts'
import { runProgram, shellCommand } from '../../server/run-program.ts'
import { ServerError } from '../../server/server-error.ts'
import type { LocalEngine } from '../local-engine.ts'
import { connectionFile, readServiceFile } from './connection.ts'
import { dumps } from './dumps.ts'
import { copyRunning } from './copy-running.ts'
import { closedAbove, findPostgres, serverUser } from './installation.ts'

const rootUser = 'postgres'

export const postgres: LocalEngine = {
  find: findPostgres,
  advice: 'Install PostgreSQL 15 or later, so that initdb and postgres are on PATH',
  called: 'PostgreSQL',
  quick: { synchronous_commit: 'off' },
  dumps,
  readConnection: readServiceFile,
  connectionFile,
  rootUser,

  async initialize({ program }, directory) {
    // In the scratch folder, where the server's user may write; the cache may be closed to it.
    const parent = await mkdtemp(join(openScratch().folder, 'initialize-'))
    await give(parent)
    const made = join(parent, 'data')
    const { code, errors } = await runProgram(program('initialize'), [
      `--pgdata=${made}`,
      `--username=${rootUser}`,
      // The accounts' file of a start is its own (see prepare).
      '--auth=reject',
      '--encoding=UTF8',
      '--locale=C',
      // Texts sort as people sort them, as in a database that was made on RDS: not by their bytes.
      '--locale-provider=icu',
      '--icu-locale=en-US',
      '--no-instructions',
      '--no-sync',
    ])
    if (code !== 0)
      throw new ServerError(
        'InitializeFailed',
        `The data directory could not be created: ${errors.trim().split('\n').slice(-5).join(' ')}`,
      )
    await copyFolder(made, directory)
  },

  async prepare(_, { options, port, rootPassword, runFolder, clientOptions }) {
    const { dataDirectory, settings, timeZone } = options
    await give(runFolder)
    if (serverUser() !== null) await giveAll(dataDirectory)
    const accounts = join(runFolder, 'pg_hba.conf')
    // RDS refuses who does not encrypt, where its parameter says so.
    const host = settings?.['rds.force_ssl'] === '1' ? 'hostssl' : 'host'
    await writeFile(
      accounts,
      // The socket is in a folder that only this user and the server's can enter.
      [
        'local all all trust',
        ...['all', 'replication'].map((of) => `${host} ${of} all 127.0.0.1/32 scram-sha-256`),
        '',
      ].join('\n'),
    )
    await writeFile(
      clientOptions,
      `[drydock]\nhost=127.0.0.1\nport=${port}\nuser=${rootUser}\npassword=${rootPassword}\n`,
      { mode: 0o600 },
    )
    const all: Record<string, string> = {
      hba_file: accounts,
      unix_socket_directories: runFolder,
      listen_addresses: '127.0.0.1',
      port: String(port),
      // Of the data directory, which is deleted with it, whatever becomes of the server.
      dynamic_shared_memory_type: 'mmap',
      ...(timeZone === undefined ? {} : { timezone: posixZone(timeZone) }),
      ...settings,
      ...(await ownFiles(settings ?? {}, runFolder)),
    }
    return [
      '-D',
      dataDirectory,
      ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ]
  },

  async accepts({ options, host, port, rootPassword: password, runFolder }) {
    // Over loopback, to the server that was started: its certificate is of no interest.
    const ssl = options.settings?.ssl === 'on' && { rejectUnauthorized: false }
    const byPassword = await connected({ host, port, password, ssl })
    await byPassword?.end()
    if (byPassword !== null) return true
    // The password of the data directory, where there is one, is another server's.
    const bySocket = await connected({ host: runFolder, port })
    await bySocket?.query(`ALTER ROLE ${rootUser} PASSWORD '${password}'`)
    await bySocket?.end()
    return false
  },

  // Its processes end by themselves at these: a killed one leaves the others behind for a while.
  signals: { stop: 'SIGINT', crash: 'SIGQUIT' },

  copy: copyRunning,

  clientCommand: ({ software, clientOptions }, database) =>
    shellCommand(
      { ...software.program('client'), environment: { PGSERVICEFILE: clientOptions } },
      `service=drydock dbname=${database}`,
    ),
}

async function connected(
  to: Readonly<Pick<ClientConfig, 'host' | 'port' | 'password' | 'ssl'>>,
): Promise<Client | null> {
  const client = new Client({ ssl: false, ...to, user: rootUser, database: 'postgres' })
  client.on('error', () => undefined)
  return client.connect().then(
    () => client,
    () => null,
  )
}

/** Lets the server's user, if it is not this one, use a folder of the scratch folder. */
async function give(folder: string): Promise<void> {
  const user = serverUser()
  if (user === null) return
  // It may pass through, and not look around.
  await chmod(openScratch().folder, 0o711)
  const closed = closedAbove(openScratch().folder)
  if (closed !== null)
    throw new ServerError(
      'StartFailed',
      `As root, PostgreSQL runs as another user, who cannot enter ${closed}. Set TMPDIR to a ` +
        'folder that everybody can enter, such as /tmp, or run as another user than root.',
    )
  await chown(folder, user.uid, user.gid)
  await chmod(folder, 0o700)
}

/** The server reads no key of another user, nor one that others may read. */
async function ownFiles(
  settings: Readonly<Record<string, string>>,
  runFolder: string,
): Promise<Record<string, string>> {
  const files: Record<string, string> = {}
  for (const name of ['ssl_ca_file', 'ssl_cert_file', 'ssl_key_file']) {
    const file = settings[name]
    if (file === undefined) continue
    const own = (files[name] = join(runFolder, name))
    await copyFile(file, own)
    await chmod(own, 0o600)
    const user = serverUser()
    if (user !== null) await chown(own, user.uid, user.gid)
  }
  return files
}

/** The server refuses a data directory of another owner. */
async function giveAll(folder: string): Promise<void> {
  const user = serverUser()
  if (user === null || (await stat(folder)).uid === user.uid) return
  const { code, errors } = await runProgram(
    { file: 'chown', arguments: ['-R', `${user.uid}:${user.gid}`], environment: {} },
    [folder],
  )
  if (code !== 0) throw new ServerError('StartFailed', errors.trim())
}

/** '+05:30' as POSIX writes it, which counts hours to the west; a name as it is. */
function posixZone(zone: string): string {
  const [, sign, time] = /^([+-])(\d{1,2}:\d{2})$/.exec(zone) ?? []
  return sign === undefined ? zone : `<${zone}>${sign === '+' ? '-' : '+'}${time}`
}
