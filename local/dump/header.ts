import { engines, localEngine, type Engine } from '../engines/engines.ts'
import { damaged, openDump } from './open-dump.ts'

/** What the beginning of a dump says about its origin. */
export interface DumpHeader {
  /** null if the dump has no comments, and is of one of several engines. */
  readonly engine: Engine | null
  /** The server's version from the dump; null if it has none. */
  readonly version: string | null
  /** Its table names are lower case, as servers on Windows have them. */
  readonly lowerCase: boolean
  /** A dump with comments ends with a line that confirms it is complete. */
  readonly saysItsEnd: boolean
}

const enough = 256 * 1024

/** @returns null if the dump does not say where it comes from. @throws ServerError DumpNotLoaded */
export async function readHeader(file: string): Promise<DumpHeader | null> {
  const input = await openDump(file)
  const parts: Buffer[] = []
  let read = 0
  try {
    for await (const part of input as AsyncIterable<Buffer>) {
      parts.push(part)
      read += part.length
      if (read >= enough) break
    }
  } catch (error) {
    throw damaged(file, error)
  } finally {
    input.destroy()
  }
  const beginning = Buffer.concat(parts).toString('latin1')
  for (const engine of engines) {
    const { dumps } = await localEngine(engine)
    const origin = dumps.origin(beginning)
    if (origin !== null) return origin
  }
  return null
}
