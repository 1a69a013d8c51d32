import { access, readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { findSoftware } from './server/find-software.ts'
import { runProgram } from './server/run-program.ts'
import { ServerError } from './server/server-error.ts'
import type { Engine } from './engines/engines.ts'

export interface Connection {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  /** PEM of the authorities in the file's `ssl-ca`. */
  readonly authorities?: string
}

/**
 * Reads an option file like the database's own programs (quotes, comments, escapes, `!include`),
 * with their own tool. There are no defaults: a file without a host or a user is rejected.
 * @throws ServerError ConnectionFile
 */
export async function readConnectionFile(file: string, engine: Engine): Promise<Connection> {
  const unusable = (found: string) =>
    new ServerError(
      'ConnectionFile',
      `${file}: ${found}. Expected an option file with host, user, password and, unless it ` +
        'is 3306, port in its group [client].',
    )
  await access(file).catch(() => {
    throw unusable('found no such file')
  })
  const software = await findSoftware(engine, (line) => console.log(line))
  const { code, output, errors } = await runProgram(software.program('options'), [
    `--defaults-file=${resolve(file)}`,
    ...(engine === 'mysql' ? ['--show'] : []),
    'client',
    engine,
  ])
  if (code !== 0) throw unusable(`it is not an option file (${errors.trim().slice(-200)})`)
  // The last of several settings with one name applies, as for every client.
  const settings = new Map<string, string>()
  for (const line of output.split('\n')) {
    const [, name = '', value = ''] = /^--([^=]+)=?(.*)$/.exec(line) ?? []
    settings.set(name.replaceAll('_', '-'), value)
  }
  const [host, user] = [settings.get('host') ?? '', settings.get('user') ?? '']
  const port = settings.get('port') ?? '3306'
  if (host === '') throw unusable('found no host')
  if (user === '') throw unusable('found no user')
  if (!/^\d{1,5}$/.test(port)) throw unusable(`found the port "${port}"`)
  const bundle = settings.get('ssl-ca')
  return {
    host,
    port: Number(port),
    user,
    password: settings.get('password') ?? '',
    ...(bundle === undefined ? {} : { authorities: await readFile(bundle, 'utf8') }),
  }
}
