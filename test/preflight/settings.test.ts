import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise'
import { openDatabase } from '../../functions/engines/mysql/connection.ts'
import { bindRules } from '../../functions/rules/bind.ts'
import { settingsCompatible } from '../../functions/preflight/settings.ts'
import { purge } from '../../functions/purge/purge.ts'
import { rules } from '../../functions/rules/rules.ts'
import { readSchema } from '../../functions/engines/schema.ts'
import { rangeSize } from '../../functions/walk/range-size.ts'
import { storeOf } from '../../local/engines/mysql/store.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import { openScratch } from '../../local/scratch.ts'
import { startEngines, type MysqlName } from '../seed/start-engines.ts'
import { planned } from '../purge/planned.ts'
import { cutoff, inScene } from './preflight-scene.ts'
import { root } from '../seed/root.ts'
import { clock } from '../seed/clock.ts'

after(() => openScratch().close())
/**
 * As a production's server may be, and its clone's not: it writes a binary log, in a format of its
 * own.
 */
const logged = { log_bin: 'binlog', binlog_format: 'STATEMENT' }
const engines = await startEngines({ mariadb: logged, mysql: logged })
const name = 'settings'
/** What somebody else's parameter group or init_connect may hold. */
const hostile: Readonly<Record<MysqlName, readonly string[]>> = {
  MySQL: ['max_execution_time = 1', 'transaction_read_only = ON'],
  MariaDB: ['max_statement_time = 0.0001', 'tx_read_only = ON', 'idle_transaction_timeout = 1'],
}
const common = [
  'sql_safe_updates = ON',
  'sql_select_limit = 1',
  'max_join_size = 1',
  'sql_big_selects = OFF',
  'autocommit = 0',
  'completion_type = 2',
  'foreign_key_checks = 0',
  'sql_quote_show_create = 0',
  'sql_auto_is_null = 1',
  "sql_mode = 'PIPES_AS_CONCAT,ANSI_QUOTES,STRICT_ALL_TABLES'",
]

for (const engine of engines) {
  const { skip } = engine
  const connected = async (): Promise<Connection> => createConnection({ uri: engine.url ?? '' })

  test(`${engine.name}: a delete that the clone would take and production would not is refused before the snapshot`, {
    skip,
  }, async () => {
    const connection = await connected()
    try {
      await connection.query(`CREATE DATABASE ${name}`)
      await connection.changeUser({ database: name })
      await loadSchema(storeOf(connection), 'apim-2.5.0')
      await connection.query(`CREATE USER purger@localhost IDENTIFIED BY 'pw'`)
      await connection.query(`GRANT SELECT, DELETE ON ${name}.* TO purger@localhost`)
      const look = async (mode: 'purge' | 'rehearse' = 'purge') =>
        (await inScene(engine, connection, { user: 'purger', mode }, settingsCompatible)).map(
          ({ level, detail }) => `${level}: ${detail}`,
        )
      assert.match((await look()).join(), /^failed: .*format STATEMENT.*1665/)
      assert.match((await look('rehearse')).join(), /^warning: .*format STATEMENT/)
      // It is what the server does, not only what it is called.
      const database = await openDatabase({
        ...root(engine),
        user: 'purger',
        password: 'pw',
        database: name,
      })
      await assert.rejects(
        database.execute({
          text: 'DELETE t0 FROM IDN_OAUTH2_ACCESS_TOKEN t0 WHERE FALSE',
          values: [],
        }),
        { errno: 1665 },
      )
      await database.close()
      await connection.query(`SET GLOBAL binlog_format = 'MIXED'`)
      assert.match(
        (await look()).join(),
        /^passed: .*It writes a binary log \(MIXED\), but a clone .* does not/,
      )
      await connection.query('SET GLOBAL max_binlog_cache_size = 4096')
      assert.match((await look()).join(), /^failed: .*at most 4096 bytes/)
      await connection.query('SET GLOBAL max_binlog_cache_size = 1073741824')
      await connection.query('SET GLOBAL read_only = ON')
      assert.match(
        (await look()).join(),
        /^failed: Production accepts no writes \(read_only is ON\)/,
      )
      await connection.query('SET GLOBAL read_only = OFF')
      await connection.query(`SET GLOBAL init_connect = 'DO 1'`)
      assert.match((await look()).join(), /^warning: The server runs init_connect/)
      await connection.query(`SET GLOBAL init_connect = ''`)
      // Whatever the list does not know: the server itself is asked.
      if (engine.name === 'MySQL') {
        await connection.query(`ALTER DATABASE ${name} READ ONLY = 1`)
        assert.match(
          (await look()).join(),
          /^failed: The server rejects a delete from \w+, even of no rows: .*read only/i,
        )
        assert.match(
          (await look('rehearse')).join(),
          /^passed/,
          'a rehearsal deletes nothing there',
        )
        await connection.query(`ALTER DATABASE ${name} READ ONLY = 0`)
      }
    } finally {
      await connection.end()
    }
  })

  test(`${engine.name}: the purge's session overrides the server's settings and its init_connect`, {
    skip,
  }, async () => {
    const connection = await connected()
    try {
      await connection.changeUser({ database: name })
      await connection.query(
        `INSERT INTO IDN_OAUTH_CONSUMER_APPS (ID, CONSUMER_KEY) VALUES (1, 'app')`,
      )
      await connection.query(
        'INSERT INTO IDN_OAUTH2_ACCESS_TOKEN (TOKEN_ID, CONSUMER_KEY_ID, TOKEN_STATE, ' +
          'TOKEN_STATE_ID, TIME_CREATED, REFRESH_TOKEN_TIME_CREATED) VALUES ?',
        [
          Array.from({ length: 500 }, (_, at) => [
            `é${at}`,
            1,
            at % 2 ? 'REVOKED' : 'ACTIVE',
            `${at}`,
            '2020-01-01',
            '2020-01-01',
          ]),
        ],
      )
      const settings = [...common, ...hostile[engine.name]]
      await connection.query(
        'SET GLOBAL init_connect = "SET NAMES latin1; ' +
          `${settings.map((one) => `SET SESSION ${one}`).join('; ')}"`,
      )
      const other = await createConnection({
        uri: engine.url ?? '',
        user: 'purger',
        password: 'pw',
        database: name,
      })
      const [[plain]] = await other.query<RowDataPacket[]>(
        'SELECT @@sql_safe_updates AS safe, @@character_set_client AS text',
      )
      assert.deepEqual([String(plain?.safe), plain?.text], ['1', 'latin1'], 'init_connect is run')
      other.destroy()
      const { dialect } = root(engine)
      const database = await openDatabase({
        ...root(engine),
        user: 'purger',
        password: 'pw',
        database: name,
      })
      try {
        const schema = await readSchema(database, dialect, name)
        const bound = bindRules(rules, planned(cutoff), schema)
        const along = {
          database,
          dialect,
          clock,
          size: rangeSize(250),
          share: 1,
          spent: () => false,
        }
        const { done } = await purge(along, bound, null, () => undefined)
        assert.ok(done)
      } finally {
        await database.close()
      }
      const [[left]] = await connection.query<RowDataPacket[]>(
        "SELECT COUNT(*) AS total, CAST(SUM(TOKEN_STATE = 'REVOKED') AS SIGNED) AS dead FROM " +
          'IDN_OAUTH2_ACCESS_TOKEN',
      )
      assert.deepEqual([left?.total, left?.dead], [250, 0])
    } finally {
      await connection.query(`SET GLOBAL init_connect = ''`)
      await connection.end()
    }
  })
}
