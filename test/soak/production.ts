import { join } from 'node:path'
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise'
import { controlName } from '../../functions/contract/control.ts'
import { startCloud, type Cloud } from '../../local/cloud/start-cloud.ts'
import { laptop } from '../../local/laptop.ts'
import { openScratch } from '../../local/scratch.ts'
import { seedProduction } from '../../local/seeded-databases.ts'
import { findSoftware } from '../../local/server/find-software.ts'
import type { Engine } from '../../local/engines/engines.ts'
import type { DatabaseServer } from '../../local/server/server-software.ts'
import { bearLimits } from '../purge/full-disk.ts'

export interface Production {
  readonly cloud: Cloud
  readonly databases: readonly string[]
  /** As it runs now: one that died is started again. */
  server(): DatabaseServer
  /** As root, to the API Manager's database; waits for a server that is being started again. */
  connect(): Promise<Connection>
  /** MB of all tables and indexes, as the server estimates them. */
  megabytes(): Promise<number>
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
      innodb_flush_log_at_trx_commit: '2',
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
  cloud.secrets.add('production', { username: 'root', password: first.rootPassword })
  const server = () => cloud.rds.instances.get('production')?.server ?? first
  const connect = async () => {
    for (let tries = 1; ; tries++) {
      try {
        const { host, port, rootPassword } = server()
        return await createConnection({
          host,
          port,
          user: 'root',
          password: rootPassword,
          database: 'apim_db',
        })
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
    connect,
    async megabytes() {
      const connection = await connect()
      const [[row]] = await connection.query<RowDataPacket[]>(
        'SELECT SUM(DATA_LENGTH + INDEX_LENGTH) / 1048576 AS size FROM ' +
          "information_schema.TABLES WHERE TABLE_SCHEMA IN ('apim_db', 'shared_db')",
      )
      await connection.end()
      return Math.round(Number(row?.size))
    },
  }
}
