import { createConnection } from 'mysql2/promise'
import { runProgram } from '../../server/run-program.ts'
import { ServerError } from '../../server/server-error.ts'
import type { LocalEngine } from '../local-engine.ts'
import { connectionFile, readOptionFile } from './connection.ts'
import { dumps } from './dumps.ts'
import { asUser, findInstallation } from './installation.ts'
import { mysqlServer } from './mysql-server.ts'

export const mysql: LocalEngine = {
  find: (report) =>
    findInstallation(
      'mysql',
      // No stable release of Debian has MySQL.
      { names: ['mysql-server-core', 'mysql-client-core'], release: 'sid' },
      report,
    ),
  advice:
    'Install MySQL 8.0.30 or later, so that mysqld and mysql are on PATH, or take --engine mariadb',

  called: 'MySQL',
  quick: { innodb_flush_log_at_trx_commit: '2' },
  dumps,
  readConnection: (file) => readOptionFile(file, 'mysql'),
  connectionFile,

  ...mysqlServer([
    '--mysqlx=OFF',
    '--secure-file-priv=NULL',
    '--plugin-load-add=clone=mysql_clone.so',
  ]),

  async initialize({ program, placement }, directory, names = 'as written') {
    const { code, errors } = await runProgram(program('initialize'), [
      '--no-defaults',
      ...placement,
      ...asUser(),
      '--initialize-insecure',
      `--datadir=${directory}`,
      // MySQL accepts this setting only at initialization.
      ...(names === 'lower case' ? ['--lower-case-table-names=1'] : []),
    ])
    if (code !== 0)
      throw new ServerError(
        'InitializeFailed',
        `The data directory could not be created: ${errors.trim().split('\n').slice(-5).join(' ')}`,
      )
  },

  async copy({ host, port, rootPassword: password }, directory, signal) {
    const connection = await createConnection({ host, port, user: 'root', password })
    const abort = () => connection.destroy()
    signal?.addEventListener('abort', abort)
    try {
      await connection.query('CLONE LOCAL DATA DIRECTORY = ?', [directory])
    } finally {
      signal?.removeEventListener('abort', abort)
      connection.destroy()
    }
  },
}
