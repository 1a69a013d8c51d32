import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Connection } from '../../connection-file.ts'
import { findSoftware } from '../../server/find-software.ts'
import { runProgram } from '../../server/run-program.ts'

/** What `npm run undo` is given for these engines. */
export const connectionFile =
  'an option file with host, user, password and, unless it is 3306, port in its group [client]'

/**
 * Reads an option file like the database's own programs (quotes, comments, escapes, `!include`),
 * with their own tool.
 * @throws Error with what was found
 */
export async function readOptionFile(
  file: string,
  engine: 'mariadb' | 'mysql',
): Promise<Connection> {
  const software = await findSoftware(engine, (line) => console.log(line))
  const { code, output, errors } = await runProgram(software.program('options'), [
    `--defaults-file=${resolve(file)}`,
    ...(engine === 'mysql' ? ['--show'] : []),
    'client',
    engine,
  ])
  if (code !== 0) throw new Error(`it is not an option file (${errors.trim().slice(-200)})`)
  // The last of several settings with one name applies, as for every client.
  const settings = new Map<string, string>()
  for (const line of output.split('\n')) {
    const [, name = '', value = ''] = /^--([^=]+)=?(.*)$/.exec(line) ?? []
    settings.set(name.replaceAll('_', '-'), value)
  }
  const port = settings.get('port') ?? '3306'
  if (!/^\d{1,5}$/.test(port)) throw new Error(`found the port "${port}"`)
  const bundle = settings.get('ssl-ca')
  return {
    host: settings.get('host') ?? '',
    port: Number(port),
    user: settings.get('user') ?? '',
    password: settings.get('password') ?? '',
    ...(bundle === undefined ? {} : { authorities: await readFile(bundle, 'utf8') }),
  }
}
