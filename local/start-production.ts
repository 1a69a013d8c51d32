import { join } from 'node:path'
import { suitedTo } from './dump/suited-server.ts'
import { localEngine } from './engines/engines.ts'
import type { LocalEngine } from './engines/local-engine.ts'
import type { Options } from './options.ts'
import { loadProduction, seedProduction, type ProductionDatabase } from './seeded-databases.ts'
import { findSoftware } from './server/find-software.ts'
import type { DatabaseServer } from './server/server-software.ts'

export interface Production {
  readonly server: DatabaseServer
  readonly engine: LocalEngine
  readonly databases: readonly ProductionDatabase[]
}

/** Starts the server that plays production, and fills it from the seed or from a dump. */
export async function startProduction(
  folder: string,
  options: Pick<Options, 'dump' | 'engine' | 'schema' | 'tokens'> & { readonly now: Date },
  say: (line: string) => void,
): Promise<Production> {
  const { dump } = options
  const { engine: name, names, settings } = await suitedTo(dump, options.engine, say)
  const [engine, software] = [await localEngine(name), await findSoftware(name, say)]
  say(`starting production (${software.engine} ${software.version})`)
  const dataDirectory = join(folder, 'production')
  await software.initialize(dataDirectory, names)
  const server = await software.start({
    dataDirectory,
    settings: { ...engine.quick, ...settings },
  })
  const databases =
    dump === undefined
      ? await seedProduction(server, options, say)
      : await loadProduction(server, dump, say)
  return { server, engine, databases }
}
