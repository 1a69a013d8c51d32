import type { Offered } from '../engines/engines.ts'
import { damaged, openDump } from './open-dump.ts'

/** What the beginning of a dump says about its origin. */
export interface DumpHeader {
  /** null if the dump has no comments (--skip-comments, --compact). */
  readonly engine: Offered | null
  /** The server's version from the dump; null if it has none. */
  readonly version: string | null
  /** Its table names are lower case, as on Windows or with lower_case_table_names=1. */
  readonly lowerCase: boolean
  /** A dump with comments ends with a line that confirms it is complete. */
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
