import type { DumpHeader } from '../../dump/header.ts'
import type { Dumps } from '../local-engine.ts'
import { loadMysqlDump } from './load-dump.ts'

/** What the beginning of a dump by mysqldump or mariadb-dump says. */
export function originOf(text: string): DumpHeader | null {
  const tool = /^-- (MySQL|MariaDB) dump /m.exec(text)?.[1]
  const version = /^-- Server version\s+(\S+)/m.exec(text)?.[1] ?? null
  const tables = [...text.matchAll(/^CREATE TABLE (?:IF NOT EXISTS )?`([^`]+)`/gm)]
  if (tool === undefined && version === null && tables.length === 0) return null
  const wso2 = tables.map(([, name = '']) => name).filter((name) => /^(IDN|AM|REG|UM)_/i.test(name))
  return {
    engine:
      tool === undefined && version === null
        ? null
        : (version === null ? tool === 'MariaDB' : /mariadb/i.test(version))
          ? 'mariadb'
          : 'mysql',
    version,
    lowerCase: wso2.length > 0 && wso2.every((name) => name === name.toLowerCase()),
    saysItsEnd: tool !== undefined,
  }
}

/** MariaDB's and MySQL's, which tell each other's dumps apart. */
export const dumps: Dumps = {
  origin: originOf,
  settings: (names) => ({
    max_allowed_packet: '1G',
    ...(names === 'lower case' ? { lower_case_table_names: '1' } : {}),
  }),
  load: loadMysqlDump,
}
