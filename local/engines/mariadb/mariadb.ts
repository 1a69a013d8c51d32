import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { openScratch } from '../../scratch.ts'
import { runProgram } from '../../server/run-program.ts'
import { ServerError } from '../../server/server-error.ts'
import type { LocalEngine } from '../local-engine.ts'
import { connectionFile, readOptionFile } from '../mysql/connection.ts'
import { dumps } from '../mysql/dumps.ts'
import { asUser, findInstallation } from '../mysql/installation.ts'
import { mysqlServer } from '../mysql/mysql-server.ts'

export const logSize = '--innodb-log-file-size=128M'

export const mariadb: LocalEngine = {
  find: (report) =>
    findInstallation(
      'mariadb',
      { names: ['mariadb-server-core', 'mariadb-client-core', 'mariadb-backup'], release: 'own' },
      report,
    ),
  advice:
    'Install mariadb-server and mariadb-backup, so that mariadbd is on PATH, or take --engine ' +
    'mysql',

  called: 'MariaDB',
  quick: { innodb_flush_log_at_trx_commit: '2' },
  dumps,
  readConnection: (file) => readOptionFile(file, 'mariadb'),
  connectionFile,

  ...mysqlServer([logSize]),

  async initialize({ program, placement }, directory) {
    const launch = program('initialize')
    // Its own temporary folder: in a shared one, MariaDB removes other servers' temporary tables at
    // startup.
    const TMPDIR = await mkdtemp(join(openScratch().folder, 'initialize-'))
    const base = placement.filter((argument) => argument.startsWith('--basedir='))
    const words = [
      '--no-defaults',
      ...base,
      `--datadir=${directory}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      '--skip-name-resolve',
      logSize,
      ...asUser(),
    ]
    const { code, errors, output } = await runProgram(
      { ...launch, environment: { ...launch.environment, TMPDIR } },
      words,
    )
    if (code !== 0)
      throw new ServerError(
        'InitializeFailed',
        'The data directory could not be created: ' +
          `${(errors || output).trim().split('\n').slice(-5).join(' ')}`,
      )
  },

  async copy(server, directory, signal) {
    for (const words of [
      [`--defaults-file=${server.clientOptions}`, '--backup', `--datadir=${server.dataDirectory}`],
      ['--no-defaults', '--prepare'],
    ]) {
      const { code, errors } = await runProgram(
        server.software.program('backup'),
        [...words, `--target-dir=${directory}`],
        signal === undefined ? {} : { signal },
      )
      if (code !== 0)
        throw new Error(`mariadb-backup failed: ${errors.trim().split('\n').slice(-4).join(' ')}`)
    }
  },
}
