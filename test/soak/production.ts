import { join } from 'node:path'
import { controlName } from '../../functions/contract/control.ts'
import { startCloud, type Cloud } from '../../local/cloud/start-cloud.ts'
import { laptop } from '../../local/laptop.ts'
import { openScratch } from '../../local/scratch.ts'
import { seedProduction } from '../../local/seeded-databases.ts'
import { findSoftware } from '../../local/server/find-software.ts'
import type { Engine } from '../../local/engines/engines.ts'
import type { Store } from '../../local/engines/store.ts'
import { storesOf } from '../../local/engines/stores.ts'
import type { DatabaseServer } from '../../local/server/server-software.ts'
import { bearLimits } from '../purge/full-disk.ts'
import { spaceOf, type Space } from './space.ts'

export interface Production {
  readonly cloud: Cloud
  readonly databases: readonly string[]
  /** As it runs now: one that died is started again. */
  server(): DatabaseServer
  /**
   * To the API Manager's database, as who has all privileges; waits for a server that is being
   * started again.
   */
  open(): Promise<Store>
  space(): Promise<Space>
}

/**
 * A commit survives the server's death, which is among the faults, and need not survive the
 * computer's: PostgreSQL's asynchronous commits would be lost with the server.
 */
const unflushed: Readonly<Record<Engine, Readonly<Record<string, string>>>> = {
  mariadb: { innodb_flush_log_at_trx_commit: '2' },
  mysql: { innodb_flush_log_at_trx_commit: '2' },
  postgres: { fsync: 'off' },
}

/** One production behind the local cloud, seeded for an instant, that all runs of a soak share. */
export async function startProduction(
  engine: Engine,
  tokens: number,
  now: Date,
  say: (line: string) => void,
): Promise<Production> {
  const scratch = openScratch()
  const software = await findSoftware(engine, say)
  if (engine === 'mariadb') bearLimits(software)
  const dataDirectory = join(scratch.folder, 'production')
  await software.initialize(dataDirectory)
  const first = await software.start({
    dataDirectory,
    settings: {
      ...unflushed[engine],
      // Smaller than the undo: where files may not grow, the log still can be written.
      ...(engine === 'mariadb' && { innodb_log_file_size: '8388608' }),
    },
  })
  const databases = await seedProduction(first, { schema: 'apim-2.5.0', tokens, now }, say)
  const cloud = await startCloud(scratch.folder, join(scratch.folder, 'buckets'))
  scratch.onCleanup(() => cloud.close())
  Object.assign(process.env, cloud.environment)
  cloud.rds.addInstance('production', first)
  cloud.parameters.set(controlName(laptop.name), '{"stop": false}')
  cloud.metrics.set('production', 'FreeStorageSpace', 80 * 2 ** 30)
  cloud.secrets.add('production', {
    username: first.rootUser,
    password: first.rootPassword,
  })
  const server = () => cloud.rds.instances.get('production')?.server ?? first
  const stores = await storesOf(engine)
  const open = async () => {
    for (let tries = 1; ; tries++) {
      try {
        const { host, port, rootUser: user, rootPassword: password } = server()
        return await stores.open({ host, port, user, password, database: 'apim_db' })
      } catch (error) {
        if (tries === 60) throw error
        await new Promise((resolve) => setTimeout(resolve, 500))
      }
    }
  }
  return {
    cloud,
    databases: databases.map(({ name }) => name),
    server,
    open,
    space: () => spaceOf(server()),
  }
}
