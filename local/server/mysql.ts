import { createConnection } from 'mysql2/promise'
import { asUser } from './installation.ts'
import { runProgram } from './run-program.ts'
import { ServerError } from './server-error.ts'
import type { EngineTraits } from './server-software.ts'

export const mysql: EngineTraits = {
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

  serverArguments: [
    '--mysqlx=OFF',
    '--secure-file-priv=NULL',
    '--plugin-load-add=clone=mysql_clone.so',
  ],

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
