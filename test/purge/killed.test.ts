import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection, RowDataPacket } from 'mysql2/promise'
import { openDatabase } from '../../functions/engines/mysql/connection.ts'
import { purgeProgressSchema, type PurgeProgress } from '../../functions/contract/evidence.ts'
import { bindRules } from '../../functions/rules/bind.ts'
import type { Clock } from '../../functions/engines/database.ts'
import { purge } from '../../functions/purge/purge.ts'
import { rules } from '../../functions/rules/rules.ts'
import { readSchema } from '../../functions/engines/schema.ts'
import { dialects } from '../engines/dialects.ts'
import { storeOf } from '../../local/engines/mysql/store.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import { engines, inDatabase, one, type Engine } from '../seed/engines.ts'
import { addDeadTokens } from '../seed/plain-tokens.ts'
import { planned } from './planned.ts'
import { fixedSize } from '../../functions/walk/range-size.ts'

const rows = 200
const table = 'IDN_OAUTH2_ACCESS_TOKEN'
const left = async (connection: Connection) =>
  Number((await connection.query<RowDataPacket[]>(`SELECT COUNT(*) AS n FROM ${table}`))[0][0]?.n)
const deletedIn = ({ deleted }: PurgeProgress) =>
  deleted.find((entry) => entry.table === table)?.rows ?? 0

async function deadTokens(connection: Connection): Promise<void> {
  await loadSchema(storeOf(connection), 'apim-2.5.0')
  await addDeadTokens(connection, rows)
}

/** A database's privileges are those of when a connection entered it: only a new one has others. */
async function cut(connection: Connection): Promise<void> {
  const open = async () =>
    (
      await connection.query<RowDataPacket[]>(
        `SELECT ID AS id FROM information_schema.PROCESSLIST WHERE USER = 'purger'`,
      )
    )[0]
  for (const { id } of await open()) await connection.query(`KILL ${Number(id)}`)
  // The purge's place is free once the server has seen to it.
  while ((await open()).length > 0) await sleep(20)
}

/**
 * The progress kept by a purge that is killed at its third commit, once the server has seen the end
 * of it.
 */
async function killedAt(
  connection: Connection,
  engine: Engine,
  name: string,
  folder: string,
  when: 'before' | 'after',
): Promise<PurgeProgress> {
  const file = join(folder, 'progress.json')
  const child = spawn(
    process.execPath,
    [
      join(import.meta.dirname, 'killed-purge.ts'),
      engine.url ?? '',
      engine.name.toLowerCase(),
      name,
      file,
      when,
    ],
    { stdio: 'inherit' },
  )
  const signal = await new Promise((resolve) => child.once('exit', (_, by) => resolve(by)))
  assert.equal(signal, 'SIGKILL')
  // The server sees the end of the connection a little later, and undoes what was not committed.
  for (
    let tries = 0;
    tries < 100 &&
    (
      await connection.query<RowDataPacket[]>(
        'SELECT 1 FROM information_schema.PROCESSLIST WHERE DB = ? AND ID <> CONNECTION_ID()',
        [name],
      )
    )[0].length > 0;
    tries++
  )
    await new Promise((done) => setTimeout(done, 50))
  return purgeProgressSchema.parse(JSON.parse(await readFile(file, 'utf8')))
}

/** A purge as `user`, on a clock whose every sleep is a minute. */
async function purging(
  { url, name: engine }: Engine,
  database: string,
  login: { user: string; password: string } | null,
  from: PurgeProgress | null,
  onBatch: (steps: number) => void | Promise<void> = () => undefined,
) {
  const { hostname: host, port, username, password } = new URL(url ?? '')
  const dialect = dialects[engine.toLowerCase()]
  assert.ok(dialect)
  const opened = await openDatabase({
    host,
    port: Number(port),
    ...(login ?? { user: username, password: decodeURIComponent(password) }),
    database,
    dialect,
    tls: false,
  })
  let [asleep, steps] = [0, 0]
  const clock: Clock = {
    now: () => performance.now() + asleep,
    sleep: async () => void (asleep += 60_000),
    random: Math.random,
  }
  try {
    const bound = bindRules(
      rules,
      planned(new Date('2026-11-24T07:00:00Z')),
      await readSchema(opened, dialect, database),
    )
    return (
      await purge(
        {
          database: opened,
          dialect,
          clock,
          size: fixedSize(20),
          share: 1,
          spent: () => false,
          permit: async () => {
            await onBatch(steps++)
            return { go: true, share: 1 }
          },
        },
        bound,
        from,
        () => undefined,
      )
    ).progress
  } finally {
    await opened.close()
  }
}

for (const engine of engines.filter(one)) {
  for (const [when, gone] of [
    ['before', 40],
    ['after', 60],
  ] as const)
    test(`${engine.name}: a purge that is killed right ${when} a commit continues with every row counted once`, {
      skip: engine.skip,
    }, async () => {
      const [name, folder] = [`killed_${when}`, await mkdtemp(join(tmpdir(), 'killed-'))]
      try {
        await inDatabase(engine, name, async (connection) => {
          await deadTokens(connection)
          const progress = await killedAt(connection, engine, name, folder, when)
          assert.equal(await left(connection), rows - gone)
          assert.equal(deletedIn(progress), 40, 'two steps are known, the third is in doubt')
          assert.equal(deletedIn(await purging(engine, name, null, progress)), rows)
          assert.equal(await left(connection), 0)
        })
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    })

  for (const [when, gone] of [
    ['before', 40],
    ['after', 60],
  ] as const)
    test(`${engine.name}: a purge that is killed right ${when} a commit accounts for it even if another row of the range dies after it`, {
      skip: engine.skip,
    }, async () => {
      const [name, folder] = [`died_${when}`, await mkdtemp(join(tmpdir(), 'killed-'))]
      try {
        await inDatabase(engine, name, async (connection) => {
          await deadTokens(connection)
          await connection.query(
            `UPDATE ${table} SET TOKEN_STATE = 'ACTIVE', VALIDITY_PERIOD = -1, ` +
              "REFRESH_TOKEN_VALIDITY_PERIOD = -1 WHERE TOKEN_ID = 't0050'",
          )
          const progress = await killedAt(connection, engine, name, folder, when)
          assert.equal(await left(connection), rows - (gone === 60 ? 59 : 40))
          await connection.query(
            `UPDATE ${table} SET TOKEN_STATE = 'REVOKED' WHERE TOKEN_ID = 't0050'`,
          )
          // A range that is known to be done is passed: what died there since goes with the next
          // run.
          const late = when === 'after' ? 1 : 0
          assert.equal(deletedIn(await purging(engine, name, null, progress)), rows - late)
          assert.equal(await left(connection), late)
        })
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    })

  for (const [error, what, undo] of [
    ['ReadOnly', 'SET GLOBAL read_only = 1', 'SET GLOBAL read_only = 0'],
    [
      'AccessDenied',
      `REVOKE DELETE ON refused.* FROM 'purger'@'%'`,
      `GRANT DELETE ON refused.* TO 'purger'@'%'`,
    ],
  ] as const)
    test(`${engine.name}: ${what} in mid-run ends in ${error}, and a purge started again deletes the rest`, {
      skip: engine.skip,
    }, async () => {
      await inDatabase(engine, 'refused', async (connection) => {
        await deadTokens(connection)
        const login = { user: 'purger', password: 'a-Password-1' }
        await connection.query(`CREATE USER 'purger'@'%' IDENTIFIED BY 'a-Password-1'`)
        try {
          await connection.query(`GRANT SELECT, DELETE ON refused.* TO 'purger'@'%'`)
          await assert.rejects(
            purging(
              engine,
              'refused',
              login,
              null,
              async (steps) =>
                void (steps === 2 && (await connection.query(what), await cut(connection))),
            ),
            { name: error, message: /Start the run again to continue/ },
          )
          assert.ok((await left(connection)) > 0, 'it stopped midway')
          await connection.query(undo)
          await purging(engine, 'refused', login, null)
          assert.equal(await left(connection), 0)
        } finally {
          await connection.query('SET GLOBAL read_only = 0')
          await connection.query(`DROP USER 'purger'@'%'`)
        }
      })
    })
}
