import { chmod, chown, mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Client } from 'pg'
import { runProgram } from '../../server/run-program.ts'
import type { DatabaseServer } from '../../server/server-software.ts'

/**
 * Folders whose content a base backup leaves out, and files (Continuous Archiving, "Backing Up The
 * Data Directory").
 */
const emptied = [
  'pg_dynshmem',
  'pg_notify',
  'pg_replslot',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
]
const omitted = ['pg_wal', 'postmaster.opts', 'postmaster.pid', ...emptied]

/**
 * Copies a running server's data as its own base backup does: the copy recovers to the moment of
 * its end by the log written meanwhile, which a slot of this session holds back. The server goes on
 * with its work.
 * @throws Error with the reason
 */
export async function copyRunning(
  { port, rootUser: user, dataDirectory, errorLog }: DatabaseServer,
  directory: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  // By the socket in the server's own folder: whatever its clients have to do.
  const host = dirname(errorLog)
  const client = new Client({ host, port, user, database: 'postgres', ssl: false })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query(
      `SELECT pg_create_physical_replication_slot('drydock_' || pg_backend_pid(), true, true)`,
    )
    await client.query(`SELECT pg_backup_start('drydock', true)`)
    await makeFolder(directory, dataDirectory)
    const entries = await readdir(dataDirectory)
    await copy(
      entries.filter((name) => !omitted.includes(name)).map((name) => join(dataDirectory, name)),
      directory,
      signal,
    )
    for (const name of emptied) await makeFolder(join(directory, name), dataDirectory)
    const { rows } = await client.query<{ labelfile: string }>(
      'SELECT labelfile FROM pg_backup_stop(false)',
    )
    await writeLabel(join(directory, 'backup_label'), rows[0]?.labelfile ?? '', dataDirectory)
    await copy([join(dataDirectory, 'pg_wal')], directory, signal)
  } finally {
    // Ends the backup and its slot, if it failed.
    await client.end()
  }
}

/** What the server deletes meanwhile is not missed: the log says so to the copy. */
async function copy(
  entries: readonly string[],
  to: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { code, errors } = await runProgram(
    { file: 'cp', arguments: ['-a'], environment: {} },
    [...(process.platform === 'linux' ? ['--reflink=auto'] : []), ...entries, to],
    signal === undefined ? {} : { signal },
  )
  const said = errors.trim().split('\n')
  if (code === null || (code !== 0 && !said.every((line) => /No such file/.test(line))))
    throw new Error(code === null ? 'interrupted' : said.slice(-2).join(' '))
}

async function writeLabel(file: string, content: string, like: string): Promise<void> {
  const { uid, gid } = await stat(like)
  await writeFile(file, content, { mode: 0o600 })
  await chown(file, uid, gid)
}

/** With the owner and the rights that the server requires. */
async function makeFolder(folder: string, like: string): Promise<void> {
  const { uid, gid } = await stat(like)
  await mkdir(folder)
  await chown(folder, uid, gid)
  await chmod(folder, 0o700)
}
