import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { loadDump } from '../local/dump/load-dump.ts'
import { accessTo } from './access.ts'
import type { BenchEngine } from './bench-engine.ts'
import type { Procedure } from './contenders.ts'
import { databaseName } from './database-name.ts'
import type { Options } from './options.ts'

/** The one that the options name, else the one after the description of the vendor's script. */
export function procedureOf(
  { procedure: file, call }: Options,
  { open, procedure }: BenchEngine,
): Procedure {
  if (file !== undefined && call !== undefined)
    return { name: call, make: (server) => loadDump(server, databaseName, resolve(file)) }
  return {
    name: 'cleanup_tokens',
    async make(server) {
      const observer = await open(accessTo(server))
      await observer.run(await readFile(procedure, 'utf8'))
      await observer.close()
    },
  }
}
