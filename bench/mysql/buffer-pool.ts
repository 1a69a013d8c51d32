import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import { openScratch } from '../../local/scratch.ts'
import { copyFolder } from '../../local/server/copy-folder.ts'
import { findSoftware } from '../../local/server/find-software.ts'
import type { ServerSoftware } from '../../local/server/server-software.ts'
import { buildDatabase } from '../build-database.ts'
import { databaseName } from '../database-name.ts'
import { nodeChild, type DrydockJob } from '../job.ts'
import { poolFor } from '../pool.ts'
import { runPurge } from '../run-purge.ts'
import { serverSettings } from './server-settings.ts'

// How often a client finds its pages in the buffer pool while Drydock counts, purges and checks
// beside it, on a server whose pool is smaller than its data:
// node bench/mysql/buffer-pool.ts mariadb

const [engine = 'mariadb'] = process.argv.slice(2)
if (engine !== 'mariadb' && engine !== 'mysql')
  throw new Error(`found the engine ${engine}, expected mariadb or mysql`)
const shape = { rows: 50_000, dead: 0.8, now: Date.now(), copies: 1 }
const pool = 40 * 2 ** 20
/** Live tokens that the client asks for again and again, each on a page of its own. */
const hot = 600

interface Sample {
  readonly at: number
  readonly lookUps: number
  readonly reads: number
}

/** Pages that a thread of the server has read from disk itself. */
const ownReads =
  'SELECT w.COUNT_STAR AS reads_, (SELECT COUNT(*) FROM performance_schema.threads) AS threads ' +
  'FROM performance_schema.events_waits_summary_by_thread_by_event_name w JOIN ' +
  'performance_schema.threads t ON t.THREAD_ID = w.THREAD_ID WHERE t.PROCESSLIST_ID = ? AND ' +
  "w.EVENT_NAME = 'wait/io/file/innodb/innodb_data_file'"

async function client(access: Parameters<typeof createConnection>[0], watch: Connection) {
  const connection = await createConnection(access as never)
  const [keys] = await connection.query<RowDataPacket[]>(
    "SELECT TOKEN_ID AS id FROM IDN_OAUTH2_ACCESS_TOKEN WHERE TOKEN_STATE = 'ACTIVE' ORDER " +
      `BY TOKEN_STATE_ID LIMIT ${hot}`,
  )
  let [lookUps, ended] = [0, false]
  const work = (async () => {
    while (!ended) {
      await connection.execute('SELECT * FROM IDN_OAUTH2_ACCESS_TOKEN WHERE TOKEN_ID = ?', [
        keys[lookUps++ % keys.length]?.id,
      ])
      await sleep(1)
    }
  })()
  return {
    async sample(): Promise<Sample> {
      const [rows] = await watch.query<RowDataPacket[]>(ownReads, [connection.threadId])
      if (rows[0] === undefined) throw new Error("the server does not count a thread's reads")
      return { at: performance.now(), lookUps, reads: Number(rows[0].reads_) }
    },
    async end() {
      ended = true
      await work
      await connection.end()
    },
  }
}

/** One purge with all that is counted before and checked after, on a copy of the database. */
async function beside(software: ServerSoftware, built: string, oldBlocksTime: number) {
  const dataDirectory = join(openScratch().folder, 'pool')
  await copyFolder(built, dataDirectory)
  const server = await software.start({
    dataDirectory,
    timeZone: '+00:00',
    settings: {
      ...serverSettings(software.engine, pool),
      innodb_old_blocks_time: String(oldBlocksTime),
      innodb_buffer_pool_load_at_startup: '0',
      performance_schema: 'ON',
      ...(software.engine === 'mariadb'
        ? { performance_schema_instrument: 'wait/io/file/innodb/%=ON' }
        : { innodb_buffer_pool_chunk_size: String(2 ** 23) }),
    },
  })
  const { host, port, rootPassword: password } = server
  const access = { host, port, user: 'root', password, database: databaseName }
  const watch = await createConnection(access)
  const cloud = await startCloud(openScratch().folder, join(openScratch().folder, 'buckets'))
  const application = await client(access, watch)
  try {
    await sleep(10_000)
    const samples: Sample[] = [await application.sample()]
    await sleep(5_000)
    samples.push(await application.sample())
    const job: DrydockJob = {
      access,
      engine: software.engine,
      start: shape.now,
      share: 1,
      batchMilliseconds: 250,
      archive: true,
      checks: true,
    }
    let over = false
    const watching = (async () => {
      while (!over) {
        samples.push(await application.sample())
        await sleep(250)
      }
    })()
    const { phases } = await runPurge([
      await nodeChild('drydock-process.ts', job, cloud.environment),
    ])
    const end = performance.now()
    over = true
    await watching
    samples.push(await application.sample())
    const verify = end - (phases?.verify ?? 0) * 1000
    const purge = verify - (phases?.purge ?? 0) * 1000
    const measure = purge - (phases?.measure ?? 0) * 1000
    const between = (from: number, to: number) => {
      const inside = samples.filter(({ at }) => at >= from - 300 && at <= to + 300)
      const [first, last] = [inside[0], inside.at(-1)]
      if (first === undefined || last === undefined) return '-'
      const asked = last.lookUps - first.lookUps
      return `${(100 * (1 - (last.reads - first.reads) / asked)).toFixed(2)} % of ${asked}`
    }
    const [idle, idleEnd] = samples
    return {
      alone: between(idle?.at ?? 0, idleEnd?.at ?? 0),
      counting: between(measure, purge),
      purging: between(purge, verify),
      checking: between(verify, end),
    }
  } finally {
    await application.end()
    await cloud.close()
    watch.destroy()
    await server.stop()
    await rm(dataDirectory, { recursive: true, force: true })
  }
}

const software = await findSoftware(engine, console.error)
const built = await buildDatabase(software, shape, poolFor(shape.rows), console.error)
console.log(`${software.engine} ${software.version}: look-ups whose page was in the pool`)
for (const time of [1000, 0])
  console.log(`innodb_old_blocks_time ${time}`, await beside(software, built, time))
await openScratch().close()
process.exit(0)
