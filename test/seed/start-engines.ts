import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openScratch } from '../../local/scratch.ts'
import { findSoftware } from '../../local/server/find-software.ts'
import { ServerError } from '../../local/server/server-error.ts'
import type { DatabaseServer, ServerSoftware } from '../../local/server/server-software.ts'

/** An engine to test on, with a server that runs while the file's tests do. */
export interface Engine {
  readonly name: 'MariaDB' | 'MySQL'
  readonly server?: Pick<DatabaseServer, 'host' | 'port' | 'rootPassword'> | undefined
  readonly url: string | undefined
  /** Why its tests are skipped; false when they are not. */
  readonly skip: string | false
}

/** One that this process has started. */
export interface StartedEngine extends Engine {
  readonly server: DatabaseServer | undefined
}

/** Test data need not outlive a crash. */
export const settings = { innodb_flush_log_at_trx_commit: '2' }

/** DRYDOCK_ENGINES=mariadb leaves MySQL out; MariaDB is always there. */
const wanted = process.env.DRYDOCK_ENGINES ?? 'mariadb,mysql'

/** A server of each engine, with these settings. */
export function startEngines(
  settings: Readonly<Record<string, string>>,
  folder = openScratch().folder,
): Promise<StartedEngine[]> {
  /** Where it can be had, and why not where it cannot. */
  const mysql = async (): Promise<StartedEngine> => {
    if (!wanted.includes('mysql')) return missing('MySQL', 'MySQL is left out (DRYDOCK_ENGINES)')
    try {
      return await startEngine('MySQL', await findSoftware('mysql', console.log), settings, folder)
    } catch (error) {
      if (error instanceof ServerError) return missing('MySQL', error.message)
      throw error
    }
  }
  return Promise.all([
    findSoftware('mariadb', console.log).then((software) =>
      startEngine('MariaDB', software, settings, folder),
    ),
    mysql(),
  ])
}

export async function startEngine(
  name: Engine['name'],
  software: ServerSoftware,
  settings: Readonly<Record<string, string>>,
  folder = openScratch().folder,
): Promise<StartedEngine> {
  await mkdir(folder, { recursive: true })
  const dataDirectory = join(folder, name)
  await software.initialize(dataDirectory)
  const server = await software.start({ dataDirectory, settings })
  return {
    name,
    server,
    url: `mysql://root:${server.rootPassword}@127.0.0.1:${server.port}`,
    skip: false,
  }
}

/** An engine that cannot be had, and why. */
export const missing = (name: Engine['name'], skip: string): StartedEngine => ({
  name,
  server: undefined,
  url: undefined,
  skip,
})
