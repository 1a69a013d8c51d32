import { readHeader } from '../../dump/header.ts'
import { damaged, openDump } from '../../dump/open-dump.ts'
import { runProgram } from '../../server/run-program.ts'
import { ServerError } from '../../server/server-error.ts'
import type { DatabaseServer } from '../../server/server-software.ts'
import type { Engine } from '../engines.ts'
import { FilterDump } from './filter-dump.ts'

/**
 * Loads a dump made by mysqldump or mariadb-dump into a database, with the engine's own client. The
 * client ignores client commands in the file (binary mode), so no file can run a program here.
 * @throws ServerError DumpNotLoaded, which says what to do
 */
export async function loadMysqlDump(
  server: DatabaseServer,
  database: string,
  file: string,
): Promise<void> {
  const header = await readHeader(file)
  const source = await openDump(file)
  const input = new FilterDump(file)
  source.once('error', (error) => input.destroy(error))
  source.pipe(input)
  const result = await runProgram(
    server.software.program('client'),
    [
      `--defaults-file=${server.clientOptions}`,
      '--default-character-set=utf8mb4',
      '--binary-mode',
      '--max-allowed-packet=1G',
      database,
    ],
    { input },
  ).catch((error: unknown) => {
    throw damaged(file, error)
  })
  if (result.code !== 0) {
    const said = result.errors.trim().split('\n').at(-1) ?? ''
    throw new ServerError(
      'DumpNotLoaded',
      `${file} does not load: ${said}. ${remedy(said, server.engine)}`,
    )
  }
  if (header?.saysItsEnd && !/-- Dump completed/.test(input.tail))
    throw new ServerError(
      'DumpNotLoaded',
      `${file} is truncated: it does not end with mysqldump's "-- Dump completed". ` +
        'Copy or create it again.',
    )
}

/** The remedy for the client's message. */
function remedy(said: string, engine: Engine): string {
  if (/Unknown command|near '(\\|system |source )/i.test(said))
    return 'Client commands in a file are not run. Remove that line.'
  if (/Unknown (collation|character set)/i.test(said))
    return engine === 'mariadb'
      ? 'It comes from MySQL: add --engine mysql.'
      : 'It comes from MariaDB: add --engine mariadb.'
  if (/packet bigger|max_allowed_packet/i.test(said))
    return 'One of its statements is longer than 1 GB. Dump with --skip-extended-insert.'
  if (/Unknown (table|storage) engine/i.test(said))
    return (
      'That table needs an engine that the server does not have. Exclude it with ' +
      '--ignore-table.'
    )
  return 'Dump again with mysqldump --single-transaction --hex-blob, and name the new file.'
}
