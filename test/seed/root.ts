import assert from 'node:assert/strict'
import { openDatabase as openMysql } from '../../functions/engines/mysql/connection.ts'
import { openDatabase as openPostgres } from '../../functions/engines/postgres/connection.ts'
import type { Address, Database } from '../../functions/engines/database.ts'
import type { Dialect } from '../../functions/engines/dialect.ts'
import { dialects } from '../engines/dialects.ts'
import type { Engine, Name } from './start-engines.ts'

/** How root is connected to an engine of the tests. */
export const root = (engine: Pick<Engine<Name>, 'name' | 'url'>) => {
  const url = new URL(engine.url ?? '')
  const dialect = dialects[engine.name.toLowerCase()]
  assert.ok(dialect)
  return {
    host: url.hostname,
    port: Number(url.port),
    user: url.username,
    password: decodeURIComponent(url.password),
    tls: false,
    dialect,
  }
}

/**
 * Drydock's own connection, by the dialect that is handed in: a test may have changed what opens
 * its sessions.
 */
export const openDatabase = (
  address: Address & { readonly dialect: Dialect },
): Promise<Database> =>
  address.dialect.engine === 'postgres' ? openPostgres(address) : openMysql(address)
