import { engines, localEngine, usual, type Engine } from '../engines/engines.ts'
import { ServerError } from '../server/server-error.ts'
import type { NamesOf } from '../server/server-software.ts'
import { readHeader } from './header.ts'

export interface SuitedServer {
  readonly engine: Engine
  readonly names: NamesOf
  readonly settings: Readonly<Record<string, string>>
}

/**
 * The server for loading dumps: of the engine they come from, unless another is requested, and
 * accepting rows of any length. Without a dump it is the usual one.
 * @throws ServerError DumpNotLoaded
 */
export async function suitedTo(
  files: readonly string[] | undefined,
  asked: Engine | undefined,
  say: (line: string) => void,
): Promise<SuitedServer> {
  if (files === undefined) return { engine: asked ?? usual, names: 'as written', settings: {} }
  let [engine, lowerCase] = [asked, 0]
  for (const file of files) {
    const header = await readHeader(file)
    if (header?.lowerCase === true) lowerCase += 1
    const from = header?.engine ?? null
    if (asked !== undefined || from === null) continue
    if (engine !== undefined && engine !== from)
      throw new ServerError(
        'DumpNotLoaded',
        `${file} comes from ${await called(from)}, and another dump from ` +
          `${await called(engine)}. Choose the server for all of them: ` +
          `${engines.map((one) => `--engine ${one}`).join(' or ')}.`,
      )
    if (engine === undefined)
      say(`${file} comes from ${await called(from)} ${header?.version ?? ''}: using that engine`)
    engine = from
  }
  const names = lowerCase > 0 ? 'lower case' : 'as written'
  const suited = engine ?? usual
  return { engine: suited, names, settings: (await localEngine(suited)).dumps.settings(names) }
}

const called = async (engine: Engine): Promise<string> => (await localEngine(engine)).called
