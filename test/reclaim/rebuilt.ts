import assert from 'node:assert/strict'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Connection, RowDataPacket } from 'mysql2/promise'
import { openDatabase } from '../../functions/engines/mysql/connection.ts'
import type { Database } from '../../functions/engines/database.ts'
import { rebuild, type Rebuilding } from '../../functions/reclaim/rebuild.ts'
import { readSizes } from '../../functions/reclaim/space.ts'
import type { Engine } from '../seed/engines.ts'
import { root } from '../seed/root.ts'

export const clock = {
  now: () => performance.now(),
  sleep: (ms: number) => new Promise<void>((done) => setTimeout(done, ms)),
  random: Math.random,
}

/** A rebuild of a table of the connection's database, as root or as another user. */
export async function rebuilt(
  engine: Engine,
  connection: Connection,
  table: string,
  changes: Partial<Rebuilding> & { readonly user?: string } = {},
) {
  const name = connection.config.database ?? ''
  const { user, ...other } = changes
  const address = {
    ...root(engine),
    ...(user === undefined ? {} : { user, password: 'pw' }),
    database: name,
  }
  const database: Database = await openDatabase(address)
  try {
    const along = { database, dialect: address.dialect, clock }
    const [size] = await readSizes(along, name, [table])
    assert.ok(size)
    return await rebuild({
      along,
      name,
      asked: true,
      size,
      beside: () => openDatabase(address),
      limit: 60_000,
      tooLong: 'it takes too long',
      left: new Set(),
      refused: async () => null,
      ...other,
    })
  } finally {
    await database.close()
  }
}

export const fileOf = async (connection: Connection, table: string): Promise<number> => {
  const [[row]] = await connection.query<RowDataPacket[]>(
    'SELECT @@datadir AS folder, DATABASE() AS name',
  )
  return statSync(join(String(row?.folder), String(row?.name), `${table}.ibd`)).size
}
export const checksum = async (connection: Connection, table: string): Promise<unknown> => {
  const [[row]] = await connection.query<RowDataPacket[]>(`CHECKSUM TABLE ${table} EXTENDED`)
  return row?.Checksum
}
