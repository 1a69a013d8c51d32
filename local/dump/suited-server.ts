import { ServerError } from '../server/server-error.ts'
import type { Offered } from '../engines/engines.ts'
import type { NamesOf } from '../server/server-software.ts'
import { readHeader } from './header.ts'

export interface SuitedServer {
  readonly engine: Offered
  readonly names: NamesOf
  readonly settings: Readonly<Record<string, string>>
}

const called: Readonly<Record<Offered, string>> = { mariadb: 'MariaDB', mysql: 'MySQL' }

/**
 * The server for loading dumps: of the engine they come from, unless another is requested, and
 * accepting rows of any length. Without a dump it is MariaDB.
 * @throws ServerError DumpNotLoaded
 */
export async function suitedTo(
  files: readonly string[] | undefined,
  asked: Offered | undefined,
  say: (line: string) => void,
): Promise<SuitedServer> {
  if (files === undefined) return { engine: asked ?? 'mariadb', names: 'as written', settings: {} }
  let [engine, lowerCase] = [asked, 0]
  for (const file of files) {
    const header = await readHeader(file)
    if (header.lowerCase) lowerCase += 1
    if (asked !== undefined || header.engine === null) continue
    if (engine !== undefined && engine !== header.engine)
      throw new ServerError(
        'DumpNotLoaded',
        `${file} comes from ${called[header.engine]}, and another dump from ${called[engine]}. ` +
          'Choose the server for all of them: --engine mariadb or --engine mysql.',
      )
    if (engine === undefined)
      say(`${file} comes from ${called[header.engine]} ${header.version ?? ''}: using that engine`)
    engine = header.engine
  }
  const names = lowerCase > 0 ? 'lower case' : 'as written'
  return {
    engine: engine ?? 'mariadb',
    names,
    settings: {
      max_allowed_packet: '1G',
      ...(names === 'lower case' ? { lower_case_table_names: '1' } : {}),
    },
  }
}
