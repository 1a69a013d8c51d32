import type { Engine } from '../server/server-software.ts'
import { damaged, openDump } from './open-dump.ts'

/** What the beginning of a dump says of where it comes from. */
export interface DumpHeader {
  /** null where the dump has no comments of its own (--skip-comments, --compact). */
  readonly engine: Engine | null
  /** The server's version, as the dump says it; null where it does not. */
  readonly version: string | null
  /** Its tables have names in lower case, as a server on Windows or with lower_case_table_names=1 writes them. */
  readonly lowerCase: boolean
  /** A dump with comments says at its end that it is whole. */
  readonly saysItsEnd: boolean
}

const enough = 256 * 1024

/** @throws ServerError DumpNotLoaded */
export async function readHeader(file: string): Promise<DumpHeader> {
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
  return parseHeader(Buffer.concat(parts).toString('latin1'))
}

export function parseHeader(text: string): DumpHeader {
  const tool = /^-- (MySQL|MariaDB) dump /m.exec(text)?.[1]
  const version = /^-- Server version\s+(\S+)/m.exec(text)?.[1] ?? null
  const mariadb = version === null ? tool === 'MariaDB' : /mariadb/i.test(version)
  const tables = [...text.matchAll(/^CREATE TABLE (?:IF NOT EXISTS )?`([^`]+)`/gm)]
  const wso2 = tables.map(([, name = '']) => name).filter((name) => /^(IDN|AM|REG|UM)_/i.test(name))
  return {
    engine: tool === undefined && version === null ? null : mariadb ? 'mariadb' : 'mysql',
    version,
    lowerCase: wso2.length > 0 && wso2.every((name) => name === name.toLowerCase()),
    saysItsEnd: tool !== undefined,
  }
}
