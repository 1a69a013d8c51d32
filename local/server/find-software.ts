import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { copyFolder } from './copy-folder.ts'
import { localEngine, type Engine } from '../engines/engines.ts'
import type { EngineTraits } from '../engines/local-engine.ts'
import { cache } from './cache.ts'
import { makeOnce } from './make-once.ts'
import { ServerError } from './server-error.ts'
import type { Installation, ServerSoftware } from './server-software.ts'
import { startServer } from './start-server.ts'

/**
 * A database server's programs: on PATH, otherwise unpacked into the project's cache, once.
 * @param report called with a line before long operations.
 * @throws ServerError that says what to install
 */
export async function findSoftware(
  engine: Engine,
  report: (line: string) => void,
): Promise<ServerSoftware> {
  const its = await localEngine(engine)
  const installation = await its.find(report).catch((error: unknown) => {
    throw new ServerError(
      'SoftwareNotFound',
      `No ${engine} is here, and none could be unpacked. ${its.advice}. ` +
        `${error instanceof Error ? error.message : String(error)}`,
    )
  })
  return softwareOf(installation, its)
}

/** An installation's operations, with the traits of its engine. */
export function softwareOf(installation: Installation, its: EngineTraits): ServerSoftware {
  const { engine, version, program } = installation
  const software: ServerSoftware = {
    engine,
    version,
    program,
    async initialize(directory, names = 'as written') {
      if (existsSync(directory))
        throw new ServerError('InitializeFailed', `${directory} exists already`)
      // Initialization takes seconds; a copy of a fresh directory is as good.
      const suffix = names === 'lower case' ? '-lower-case' : ''
      const template = join(cache, `data-${engine}-${version}${suffix}`)
      await makeOnce(template, (folder) => its.initialize(installation, folder, names))
      await copyFolder(template, directory)
    },
    start: (options) => startServer(software, installation, its, options),
  }
  return software
}
