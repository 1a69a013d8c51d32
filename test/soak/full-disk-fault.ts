import { setTimeout as sleep } from 'node:timers/promises'
import { createConnection } from 'mysql2/promise'
import type { DatabaseServer } from '../../local/server/server-software.ts'
import { limitFiles, noLimit } from '../purge/full-disk.ts'
import type { Fault } from './faults.ts'

const connectTo = ({ host, port, rootPassword }: DatabaseServer) =>
  createConnection({ host, port, user: 'root', password: rootPassword, database: 'apim_db' })

/** Its undo cannot grow, and others' writes have filled what it has. */
export const fullDisk: Fault = {
  name: 'the disk is full',
  at: ['PurgeProduction'],
  mayEndIn: ['DiskFull'],
  possible: (engine) => engine === 'mariadb' && noLimit === false,
  async begin({ production, draw }) {
    const server = production()
    const [view, writer] = [await connectTo(server), await connectTo(server)]
    try {
      await writer.query('CREATE OR REPLACE DATABASE filler')
      await writer.query('CREATE TABLE filler.filler (id INT PRIMARY KEY, t VARCHAR(700))')
      await writer.query("INSERT INTO filler.filler SELECT seq, REPEAT('0', 700) FROM seq_1_to_500")
      await view.query('START TRANSACTION WITH CONSISTENT SNAPSHOT')
      await view.query('SELECT COUNT(*) FROM filler.filler')
      limitFiles(server, 'undo')
      for (let at = 0, full = false; !full && at < 2000; at++)
        await writer
          .query('UPDATE filler.filler SET t = REPEAT(?, 700)', [String(at % 10)])
          .catch(() => (full = true))
      await sleep(draw() * 6_000)
    } finally {
      // It may have died of it, and is started again without the limit.
      if (server.running) limitFiles(server, 'none')
      view.destroy()
      await writer.query('DROP DATABASE IF EXISTS filler').catch(() => undefined)
      writer.destroy()
    }
  },
}
