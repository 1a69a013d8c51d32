import { setTimeout as sleep } from 'node:timers/promises'
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise'
import type { Counts, Shape } from './dataset.ts'
import { countRows } from './dataset.ts'
import type { Access } from './job.ts'

/** What a server has written since it started, and rows it has deleted. */
export interface Counters {
  readonly redoBytes: number
  readonly binlogBytes: number
  readonly deletedRows: number
}

export async function readCounters(connection: Connection): Promise<Counters> {
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

/**
 * Waits until the server has done what a purge leaves it to do: rows deleted are only marked, and
 * their removal, also from every index, is its own later work.
 * @returns seconds of that; at most a few minutes.
 */
export async function settle(connection: Connection): Promise<number> {
  const started = performance.now()
  let { redoBytes } = await readCounters(connection)
  for (let quiet = 0, tries = 0; quiet < 3 && tries < 600; tries++) {
    await sleep(500)
    const now = (await readCounters(connection)).redoBytes
    quiet = now - redoBytes < 50_000 ? quiet + 1 : 0
    redoBytes = now
  }
  return Math.max(0, (performance.now() - started) / 1000 - 1.5)
}

/** Reads every index once, so that no contender starts on a cold server. */
export async function warmUp(connection: Connection, { database }: Access): Promise<void> {
  const [keys] = await connection.query<RowDataPacket[]>(
    'SELECT TABLE_NAME AS owner, INDEX_NAME AS name, MIN(COLUMN_NAME) AS part FROM ' +
      'information_schema.STATISTICS WHERE TABLE_SCHEMA = ? AND SEQ_IN_INDEX = 1 AND ' +
      "TABLE_NAME LIKE 'IDN\\_OAUTH2\\_A%' GROUP BY TABLE_NAME, INDEX_NAME",
    [database],
  )
  for (const { owner, name, part } of keys)
    await connection.query(`SELECT COUNT(\`${part}\`) FROM \`${owner}\` FORCE INDEX (\`${name}\`)`)
}

/**
 * What a purge has left of the seeded rows that it should not have, or taken that it should not
 * have; empty when it did its work. Rows of the load are another user's.
 */
export async function faultsLeft(connection: Connection, shape: Shape): Promise<string[]> {
  const { alive } = countRows(shape)
  const count = async (from: string): Promise<number> =>
    Number(
      (await connection.query<RowDataPacket[]>(`SELECT COUNT(*) AS total FROM ${from}`))[0][0]
        ?.total,
    )
  const token = 'IDN_OAUTH2_ACCESS_TOKEN'
  const found: Counts & { orphans: number } = {
    tokens: await count(`${token} WHERE AUTHZ_USER LIKE 'user-%'`),
    scopes: await count(
      `${token}_SCOPE s JOIN ${token} t ON t.TOKEN_ID = s.TOKEN_ID WHERE t.AUTHZ_USER LIKE ` +
        "'user-%'",
    ),
    codes: await count('IDN_OAUTH2_AUTHORIZATION_CODE'),
    orphans: await count(
      `${token}_SCOPE s LEFT JOIN ${token} t ON t.TOKEN_ID = s.TOKEN_ID WHERE t.TOKEN_ID IS NULL`,
    ),
  }
  const wanted = { ...alive, orphans: 0 }
  return (['tokens', 'scopes', 'codes', 'orphans'] as const).flatMap((name) =>
    found[name] === wanted[name] ? [] : [`${found[name]} ${name} left, expected ${wanted[name]}`],
  )
}

/** Does the work on a connection of its own. */
export async function connected<T>(
  access: Access,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await createConnection(access)
  try {
    return await work(connection)
  } finally {
    await connection.end()
  }
}
