import type { Connection } from 'mysql2/promise'
import { storeOf } from '../../local/engines/mysql/store.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import { inDatabase, type Engine } from '../seed/engines.ts'

export const tokens = async (
  connection: Connection,
  created: readonly string[],
  state = 'ACTIVE',
  from = 0,
) => {
  await connection.query(
    `INSERT IGNORE INTO IDN_OAUTH_CONSUMER_APPS (ID, CONSUMER_KEY) VALUES (1, 'app')`,
  )
  await connection.query(
    'INSERT INTO IDN_OAUTH2_ACCESS_TOKEN (TOKEN_ID, CONSUMER_KEY_ID, TOKEN_STATE, ' +
      'TOKEN_STATE_ID, TIME_CREATED, REFRESH_TOKEN_TIME_CREATED) VALUES ?',
    [created.map((time, at) => [`t${from + at}`, 1, state, `${from + at}`, time, time])],
  )
}

export const inSchema = (
  engine: Engine,
  name: string,
  work: (connection: Connection) => Promise<void>,
) =>
  inDatabase(engine, `preflight_${name}`, async (connection) => {
    await loadSchema(storeOf(connection), 'apim-2.5.0')
    await work(connection)
  })
