import { readFile } from 'node:fs/promises'
import type { Connection } from '../../connection-file.ts'

/** What `npm run undo` is given for this engine. */
export const connectionFile =
  'a connection service file with host, user, password and, unless it is 5432, port in its one ' +
  'group'

/**
 * Reads a connection service file as libpq does ("The Connection Service File"): a name and its
 * value a line, no quotes, `#` begins a comment line.
 * @throws Error with what was found
 */
export async function readServiceFile(file: string): Promise<Connection> {
  const settings = new Map<string, string>()
  const groups: string[] = []
  for (const line of (await readFile(file, 'utf8')).split(/\r?\n/)) {
    if (/^\s*(#|$)/.test(line)) continue
    const group = /^\s*\[(.+)\]\s*$/.exec(line)?.[1]
    const [, name, value = ''] = /^\s*(\w+)=(.*)$/.exec(line) ?? []
    if (group !== undefined) groups.push(group)
    else if (name === undefined || groups.length === 0)
      throw new Error('it is not a connection service file')
    else settings.set(name, value)
  }
  if (groups.length > 1) throw new Error(`found several groups (${groups.join(', ')})`)
  const port = settings.get('port') ?? '5432'
  if (!/^\d{1,5}$/.test(port)) throw new Error(`found the port "${port}"`)
  const bundle = settings.get('sslrootcert')
  return {
    host: settings.get('host') ?? '',
    port: Number(port),
    user: settings.get('user') ?? '',
    password: settings.get('password') ?? '',
    ...(bundle === undefined ? {} : { authorities: await readFile(bundle, 'utf8') }),
  }
}
