import { createReadStream, existsSync } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { runProgram } from './run-program.ts'
import { ServerError } from './server-error.ts'
import type { DatabaseServer } from './server-software.ts'

/**
 * Loads a dump made by mysqldump or mariadb-dump (.sql or .sql.gz) into a database, through the engine's own client.
 * @throws ServerError DumpNotLoaded with the client's own message
 */
export async function loadDump(
  server: DatabaseServer,
  database: string,
  file: string,
): Promise<void> {
  if (!existsSync(file))
    throw new ServerError(
      'DumpNotLoaded',
      `There is no file ${file}; expected a dump made by mysqldump (.sql or .sql.gz).`,
    )
  const input = file.endsWith('.gz')
    ? createReadStream(file).pipe(createGunzip())
    : createReadStream(file)
  const result = await runProgram(
    server.software.program('client'),
    [`--defaults-file=${server.clientOptions}`, '--default-character-set=utf8mb4', database],
    { input },
  ).catch((error: unknown) => {
    throw new ServerError(
      'DumpNotLoaded',
      `${file} can not be read: ${error instanceof Error ? error.message : String(error)}. Expected a dump made by mysqldump.`,
    )
  })
  if (result.code !== 0)
    throw new ServerError(
      'DumpNotLoaded',
      `${file} does not load: ${result.errors.trim().split('\n').at(-1) ?? ''}. Make it anew with mysqldump --single-transaction, without --databases.`,
    )
}
