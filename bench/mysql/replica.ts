import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { openScratch } from '../../local/scratch.ts'
import { copyFolder } from '../../local/server/copy-folder.ts'
import type { Replica, ReplicaOf } from '../bench-engine.ts'
import { serverSettings } from './server-settings.ts'

/**
 * A second server on a copy of the same data that follows the first; its lag is told by a
 * heartbeat, not by its status.
 */
export async function startReplica({ source, built, pool }: ReplicaOf): Promise<Replica> {
  const { software } = source
  const dataDirectory = join(openScratch().folder, 'replica')
  await copyFolder(built, dataDirectory)
  // A copy has the first one's identity.
  await rm(join(dataDirectory, 'auto.cnf'), { force: true })
  const server = await software.start({
    dataDirectory,
    timeZone: '+00:00',
    settings: { ...serverSettings(software.engine, pool), server_id: '2' },
  })
  const there = await createConnection({
    host: server.host,
    port: server.port,
    user: 'root',
    password: server.rootPassword,
  })
  const writer = await createConnection({
    host: source.host,
    port: source.port,
    user: 'root',
    password: source.rootPassword,
  })
  const mysql = software.engine === 'mysql'
  // Everything since the copy was made; only then the heartbeat's table.
  const [logs] = await writer.query<RowDataPacket[]>('SHOW BINARY LOGS')
  const [file, at] = [String(logs.at(-1)?.Log_name), Number(logs.at(-1)?.File_size)]
  await there.query(
    mysql
      ? `CHANGE REPLICATION SOURCE TO SOURCE_HOST = '${source.host}', SOURCE_PORT = ` +
          `${source.port}, SOURCE_USER = 'root', SOURCE_PASSWORD = '${source.rootPassword}', ` +
          `SOURCE_LOG_FILE = '${file}', SOURCE_LOG_POS = ${at}, GET_SOURCE_PUBLIC_KEY = 1`
      : `CHANGE MASTER TO MASTER_HOST = '${source.host}', MASTER_PORT = ${source.port}, ` +
          `MASTER_USER = 'root', MASTER_PASSWORD = '${source.rootPassword}', MASTER_LOG_FILE = ` +
          `'${file}', MASTER_LOG_POS = ${at}`,
  )
  await there.query(mysql ? 'START REPLICA' : 'START SLAVE')
  await writer.query('CREATE DATABASE heart')
  await writer.query('CREATE TABLE heart.beat (id INT PRIMARY KEY, at BIGINT NOT NULL)')
  const beat = async () =>
    void (await writer.query('REPLACE INTO heart.beat VALUES (1, ?)', [Date.now()]))
  const behind = async () => {
    const [rows] = await there
      .query<RowDataPacket[]>('SELECT at FROM heart.beat WHERE id = 1')
      .catch(() => [[]])
    return rows[0] === undefined ? null : Date.now() - Number(rows[0].at)
  }
  const arrived = async (since: number) => {
    for (let tries = 0; ((await behind()) ?? Infinity) > Date.now() - since; tries++) {
      if (tries > 6000) {
        const [status] = await there.query(mysql ? 'SHOW REPLICA STATUS' : 'SHOW SLAVE STATUS')
        throw new Error(`the replica does not follow: ${JSON.stringify(status).slice(0, 2000)}`)
      }
      await sleep(100)
    }
  }
  await beat()
  await arrived(0)
  const seen: number[] = []
  let ending = false
  const beating = (async () => {
    for (; !ending; await sleep(100)) {
      await beat()
      seen.push((await behind()) ?? 0)
    }
  })().catch(() => undefined)
  return {
    async caughtUp() {
      const ended = Date.now()
      await arrived(ended)
      ending = true
      await beating
      const sorted = [...seen].sort((a, b) => a - b)
      return {
        p95: (sorted[Math.floor(sorted.length * 0.95)] ?? 0) / 1000,
        max: (sorted.at(-1) ?? 0) / 1000,
        after: (Date.now() - ended) / 1000,
      }
    },
    async stop() {
      ending = true
      await beating
      for (const one of [writer, there]) one.destroy()
      await server.stop()
      await rm(dataDirectory, { recursive: true, force: true })
    },
  }
}
