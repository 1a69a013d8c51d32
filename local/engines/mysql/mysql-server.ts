import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createConnection } from 'mysql2/promise'
import { shellCommand } from '../../server/run-program.ts'
import type { EngineTraits } from '../local-engine.ts'
import { asUser } from './installation.ts'

/** How MySQL, and MariaDB, which descends from it, are started. */
type Started = Pick<EngineTraits, 'rootUser' | 'prepare' | 'accepts' | 'signals' | 'clientCommand'>

const alterRoot = (password: string) =>
  `ALTER USER 'root'@'localhost' IDENTIFIED BY '${password}';\n`

/**
 * @param serverArguments those that only this server knows.
 * @param setPassword statements, one per line, that give root@localhost a password.
 */
export const mysqlServer = (
  serverArguments: readonly string[],
  setPassword: (password: string) => string = alterRoot,
): Started => ({
  rootUser: 'root',

  async prepare({ placement }, { options, port, rootPassword, runFolder, clientOptions }) {
    const initFile = join(runFolder, 'init.sql')
    await writeFile(initFile, setPassword(rootPassword), { mode: 0o600 })
    await writeFile(
      clientOptions,
      `[client]\nhost=127.0.0.1\nport=${port}\nuser=root\npassword=${rootPassword}\n`,
      { mode: 0o600 },
    )
    const settings: Record<string, string> = {
      innodb_buffer_pool_size: '256M',
      ...options.settings,
      ...(options.timeZone === undefined ? {} : { default_time_zone: options.timeZone }),
    }
    return [
      '--no-defaults',
      ...asUser(),
      ...placement,
      ...serverArguments,
      '--skip-log-bin',
      `--datadir=${options.dataDirectory}`,
      // Its own temporary folder: in a shared one, MariaDB removes other servers' temporary tables
      // at startup.
      `--tmpdir=${runFolder}`,
      `--socket=${join(runFolder, 's')}`,
      `--pid-file=${join(runFolder, 'pid')}`,
      `--init-file=${initFile}`,
      '--bind-address=127.0.0.1',
      `--port=${port}`,
      ...Object.entries(settings).map(([name, value]) => `--${name.replaceAll('_', '-')}=${value}`),
    ]
  },

  async accepts({ host, port, rootPassword: password }) {
    const connection = await createConnection({ host, port, user: 'root', password }).catch(
      () => null,
    )
    await connection?.end()
    return connection !== null
  },

  signals: { stop: 'SIGTERM', crash: 'SIGKILL' },

  clientCommand: ({ software, clientOptions }, database) =>
    shellCommand(software.program('client'), `--defaults-file=${clientOptions}`, database),
})
