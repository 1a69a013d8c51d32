import { setTimeout as sleep } from 'node:timers/promises'
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise'
import type { Engine } from '../../local/engines/engines.ts'
import type { Counters, Observer } from '../bench-engine.ts'
import type { Access } from '../job.ts'

export async function open(engine: Engine, access: Access): Promise<Observer> {
  const connection = await createConnection(access)
  return {
    async run(statement) {
      await connection.query(statement)
    },
    async count(from) {
      const [rows] = await connection.query<RowDataPacket[]>(
        `SELECT COUNT(*) AS total FROM ${from}`,
      )
      return Number(rows[0]?.total)
    },
    counters: () => counters(connection),
    warmUp: () => warmUp(connection, access.database),
    settle: () => settle(connection),
    async analyze(table) {
      await connection.query(`ANALYZE TABLE ${table}`)
    },
    async finish() {
      // What the filling wrote there is large.
      await connection.query(engine === 'mysql' ? 'RESET BINARY LOGS AND GTIDS' : 'RESET MASTER')
      await flushed(connection)
    },
    close: () => connection.end(),
    destroy: () => connection.destroy(),
  }
}

async function counters(connection: Connection): Promise<Counters & { binlogBytes: number }> {
  const [status] = await connection.query<RowDataPacket[]>(
    "SHOW GLOBAL STATUS WHERE Variable_name IN ('Innodb_os_log_written', 'Innodb_rows_deleted')",
  )
  const value = (name: string) =>
    Number(status.find((row) => row.Variable_name === name)?.Value ?? 0)
  const [logs] = await connection.query<RowDataPacket[]>('SHOW BINARY LOGS')
  return {
    redoBytes: value('Innodb_os_log_written'),
    deletedRows: value('Innodb_rows_deleted'),
    binlogBytes: logs.reduce((sum, log) => sum + Number(log.File_size), 0),
  }
}

/** Rows deleted are only marked; to remove them, from indexes too, is the server's later work. */
async function settle(connection: Connection): Promise<number> {
  const started = performance.now()
  let { redoBytes } = await counters(connection)
  for (let quiet = 0, tries = 0; quiet < 3 && tries < 600; tries++) {
    await sleep(500)
    const now = (await counters(connection)).redoBytes
    quiet = now - redoBytes < 50_000 ? quiet + 1 : 0
    redoBytes = now
  }
  return Math.max(0, (performance.now() - started) / 1000 - 1.5)
}

async function warmUp(connection: Connection, database: string): Promise<void> {
  const [keys] = await connection.query<RowDataPacket[]>(
    'SELECT TABLE_NAME AS owner, INDEX_NAME AS name, MIN(COLUMN_NAME) AS part FROM ' +
      'information_schema.STATISTICS WHERE TABLE_SCHEMA = ? AND SEQ_IN_INDEX = 1 AND ' +
      "TABLE_NAME LIKE 'IDN\\_OAUTH2\\_A%' GROUP BY TABLE_NAME, INDEX_NAME",
    [database],
  )
  for (const { owner, name, part } of keys)
    await connection.query(`SELECT COUNT(\`${part}\`) FROM \`${owner}\` FORCE INDEX (\`${name}\`)`)
}

/** A server with gigabytes to write would be killed while it stops. */
async function flushed(connection: Connection): Promise<void> {
  await connection.query('SET GLOBAL innodb_max_dirty_pages_pct_lwm = 0')
  await connection.query('SET GLOBAL innodb_max_dirty_pages_pct = 0')
  for (let tries = 0; tries < 1200; tries++) {
    const [rows] = await connection.query<RowDataPacket[]>(
      "SHOW GLOBAL STATUS LIKE 'Innodb_buffer_pool_pages_dirty'",
    )
    if (Number(rows[0]?.Value) < 2000) return
    await sleep(250)
  }
}
