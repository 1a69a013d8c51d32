import assert from 'node:assert/strict'
import type { Connection, RowDataPacket } from 'mysql2/promise'
import type { PurgeProgress } from '../../functions/contract/evidence.ts'
import { fixedSize } from '../../functions/walk/range-size.ts'
import { storeOf } from '../seed/in-database.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import type { Engine } from '../seed/engines.ts'
import { purgeInBatches } from './batches.ts'
import { during, type On } from './during.ts'

const store = 'IDN_AUTH_SESSION_STORE'
const name = 'batches'
const data = '/_system/config/repository/components/org.wso2.carbon.identity.mgt/data'

/** Sessions that have ended long ago: one was stored twice and logged out, rows and all. */
async function signOut(connection: Connection, ...ids: string[]): Promise<void> {
  const rows = ids.flatMap((id) =>
    (
      [
        ['STORE', 1e18],
        ['STORE', 1.1e18],
        ['DELETE', 1.2e18],
      ] as const
    ).map(([operation, time]) => [id, 'x', operation, time, -1234, 2e18]),
  )
  await connection.query(
    `INSERT INTO ${store} (SESSION_ID, SESSION_TYPE, OPERATION, TIME_CREATED, TENANT_ID, ` +
      'EXPIRY_TIME) VALUES ?',
    [rows],
  )
}

/** One session, stored so many times. */
async function stored(connection: Connection, times: number): Promise<void> {
  await connection.query(
    `INSERT INTO ${store} (SESSION_ID, SESSION_TYPE, OPERATION, TIME_CREATED, TENANT_ID, ` +
      'EXPIRY_TIME) VALUES ?',
    [Array.from({ length: times }, (_, at) => ['held', 'x', 'STORE', 1e15 + at, -1234, 2e15])],
  )
}

const sessions = async (connection: Connection) =>
  (
    await connection.query<RowDataPacket[]>(
      `SELECT SESSION_ID, COUNT(*) AS n FROM ${store} GROUP BY SESSION_ID ORDER BY SESSION_ID`,
    )
  )[0].map(({ SESSION_ID, n }) => `${SESSION_ID} ${n}`)

/**
 * Confirmation codes of the registry that have expired: each a resource with a property, by a link
 * of its path and name.
 */
async function addCodes(connection: Connection, ...codes: string[]): Promise<void> {
  for (const [at, code] of codes.entries()) {
    await connection.query(
      'INSERT INTO REG_RESOURCE (REG_PATH_ID, REG_NAME, REG_CREATOR, REG_CREATED_TIME, ' +
        "REG_LAST_UPDATED_TIME, REG_UUID) VALUES (1, ?, 'admin', '2020-01-01', '2020-01-01', ?)",
      [code, code],
    )
    await connection.query(
      "INSERT INTO REG_PROPERTY (REG_ID, REG_NAME, REG_VALUE) VALUES (?, 'expireTime', " +
        "'1577836800000')",
      [at + 1],
    )
    await connection.query(
      'INSERT INTO REG_RESOURCE_PROPERTY (REG_PROPERTY_ID, REG_PATH_ID, REG_RESOURCE_NAME) ' +
        'VALUES (?, 1, ?)',
      [at + 1, code],
    )
  }
}

const registry = async (connection: Connection) => {
  const counts: number[] = []
  for (const table of ['REG_RESOURCE', 'REG_RESOURCE_PROPERTY', 'REG_PROPERTY']) {
    const [[row]] = await connection.query<RowDataPacket[]>(`SELECT COUNT(*) AS n FROM ${table}`)
    counts.push(Number(row?.n))
  }
  return counts
}

/**
 * Somebody holds a row by which others are judged: what it is part of stays, whole, and all else
 * goes.
 */
export function heldGroups(engine: Engine, on: On): void {
  const hold = (id: string, time: number, operation: string) =>
    `SELECT * FROM ${store} WHERE SESSION_ID = '${id}' AND SESSION_TYPE = 'x' AND ` +
    `TIME_CREATED = ${time} AND OPERATION = '${operation}' FOR UPDATE`

  on('a session stays with a row of it that others hold', 3, async (connection) => {
    for (const [held, rows, stay] of [
      [hold('held', 1e18, 'STORE'), 100, 3],
      [hold('held', 1.2e18, 'DELETE'), 100, 3],
      // In several batches: what is older may have gone before, and nothing that is newer goes.
      [hold('held', 1e18, 'STORE'), 2, 3],
      [hold('held', 1.2e18, 'DELETE'), 2, 2],
    ] as const) {
      await signOut(connection, 'a', 'held', 'z')
      await during(engine, name, held, async () => {
        // A call for each batch of sessions: what stays is known to the next one, too.
        let [from, batches]: [PurgeProgress | null, number] = [null, -1]
        while (from === null || from.batches > batches) {
          batches = from?.batches ?? -1
          let over = false
          from = await purgeInBatches(engine, name, {
            size: fixedSize(rows),
            from,
            onBatch: ({ rule }) => (over = rule === 'sessions'),
            spent: () => over,
          })
        }
        assert.deepEqual(await sessions(connection), [`held ${stay}`])
        assert.equal(from.left, stay)
      })
      await purgeInBatches(engine, name)
      assert.deepEqual(await sessions(connection), [])
    }
    // The application reads by the collation: another case is the same session.
    await signOut(connection, 'b')
    await connection.query(`UPDATE ${store} SET SESSION_ID = 'B' WHERE TIME_CREATED = ${1.1e18}`)
    await during(
      engine,
      name,
      hold('b', 1e18, 'STORE'),
      async () => void (await purgeInBatches(engine, name)),
    )
    const [[row]] = await connection.query<RowDataPacket[]>(`SELECT COUNT(*) AS n FROM ${store}`)
    assert.equal(row?.n, 3)
  })

  on('a session of which others hold every row is read once', 3, async (connection) => {
    await stored(connection, 600)
    let [answers, rows] = [0, 0]
    await during(
      engine,
      name,
      `SELECT * FROM ${store} WHERE SESSION_ID = 'held' FOR UPDATE`,
      async () => {
        const { left } = await purgeInBatches(engine, name, {
          size: fixedSize(1_000),
          dialect: (dialect) => ({
            ...dialect,
            rows: {
              ...dialect.rows,
              together: (...asked) => {
                const question = dialect.rows.together(...asked)
                return {
                  ...question,
                  read(found) {
                    answers++
                    rows += found.length
                    return question.read(found)
                  },
                }
              },
            },
          }),
        })
        assert.equal(left, 600)
      },
    )
    assert.deepEqual([answers, rows], [1, 600])
  })

  on('where more rows are to stay than an account keeps, the purge ends', 3, async (connection) => {
    await stored(connection, 10_001)
    await during(engine, name, hold('held', 1e15, 'STORE'), () =>
      assert.rejects(purgeInBatches(engine, name), {
        name: 'LockedOut',
        message:
          /more than 10,000 rows of IDN_AUTH_SESSION_STORE belong to groups with locked rows/i,
      }),
    )
    const [[row]] = await connection.query<RowDataPacket[]>(`SELECT COUNT(*) AS n FROM ${store}`)
    assert.equal(row?.n, 10_001)
  })

  on(
    'where rows cannot be told by a key, one that others hold ends the purge, and its session stays whole',
    3,
    async (connection) => {
      await connection.query(`ALTER TABLE ${store} DROP PRIMARY KEY`)
      await signOut(connection, 'a', 'held', 'z')
      await during(engine, name, hold('held', 1.2e18, 'DELETE'), () =>
        assert.rejects(purgeInBatches(engine, name), {
          name: 'LockedOut',
          message: /failed 8 times.* of the batch (was|were) changed, or others locked/,
        }),
      )
      assert.ok((await sessions(connection)).includes('held 3'))
      await purgeInBatches(engine, name)
      assert.deepEqual(await sessions(connection), [])
    },
  )

  on(
    'what is pinned to a code stays while others hold that, or the code',
    3,
    async (connection) => {
      await loadSchema(storeOf(connection), 'registry-2.5.0')
      await connection.query(
        'INSERT INTO REG_PATH (REG_PATH_ID, REG_PATH_VALUE, REG_TENANT_ID) VALUES (1, ?, 0)',
        [data],
      )
      for (const [statement, left] of [
        [`SELECT * FROM REG_RESOURCE WHERE REG_NAME = 'held' FOR UPDATE`, [1, 1, 1]],
        [`SELECT * FROM REG_RESOURCE_PROPERTY WHERE REG_PROPERTY_ID = 2 FOR UPDATE`, [0, 1, 1]],
        [`SELECT * FROM REG_PROPERTY WHERE REG_ID = 2 FOR UPDATE`, [0, 0, 1]],
      ] as const) {
        await addCodes(connection, 'a', 'held', 'z')
        await during(engine, name, statement, async () => {
          const progress = await purgeInBatches(engine, name)
          assert.deepEqual(await registry(connection), left)
          assert.equal(
            progress.left,
            left.reduce<number>((sum, rows) => sum + rows, 0),
          )
        })
        await purgeInBatches(engine, name)
        assert.deepEqual(await registry(connection), [0, 0, 0])
      }
    },
  )
}
