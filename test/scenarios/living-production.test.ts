import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RowDataPacket } from 'mysql2/promise'
import { startClient } from '../../local/client/start-client.ts'
import { consumerApps } from '../../local/seed/token-rows.ts'
import type { Report } from '../../functions/report/schema.ts'
import {
  addTokens,
  cloud,
  connection,
  countTokens,
  freshProduction,
  purgeRun,
  server,
  untouched,
} from './whole-run.ts'

// Production lives on while a run waits for a person, and while it is purged.

/** s until somebody answers. */
const waits = Number(process.env.DRYDOCK_ANSWER_AFTER ?? 120)

beforeEach(async () => {
  await freshProduction()
  await connection.query('INSERT IGNORE INTO IDN_OAUTH_CONSUMER_APPS (ID, CONSUMER_KEY) VALUES ?', [
    Array.from({ length: consumerApps }, (_, at) => [at + 1, `app${at + 1}`]),
  ])
})

const survivors = ({ checks }: Report) =>
  checks.find(({ check, target }) => check === 'survivors-unchanged' && target === 'production')

function approveAfter(seconds: number): void {
  cloud.onMessage(({ subject, message }) => {
    if (!/ approve until /.test(subject)) return
    const taskToken = cloud.parameters.get(
      /--name (\/drydock\/test\/approval\/\S+)/.exec(message)?.[1] ?? '',
    )
    void sleep(seconds * 1000).then(() =>
      fetch(cloud.environment.AWS_ENDPOINT_URL ?? '', {
        method: 'POST',
        headers: { 'x-amz-target': 'AWSStepFunctions.SendTaskSuccess' },
        body: JSON.stringify({ taskToken, output: '{"by": "somebody"}' }),
      }),
    )
  })
}

/** People log out: tokens as old as the dead ones are revoked one after the other. */
async function logOut(until: () => boolean): Promise<number> {
  let out = 0
  for (; !until() && out < untouched.live / 2; out++) {
    await connection.query(
      "UPDATE IDN_OAUTH2_ACCESS_TOKEN SET TOKEN_STATE = 'REVOKED', TOKEN_STATE_ID = ? WHERE " +
        'TOKEN_ID = ?',
      [`out${out}`, `live${String(out * 2).padStart(6, '0')}`],
    )
    await sleep(150)
  }
  return out
}

test(`approved after ${waits} s while people refresh and log out: no alarm, and no living row is lost`, async () => {
  approveAfter(waits)
  const client = await startClient({
    engine: server.engine,
    host: server.host,
    port: server.port,
    user: server.rootUser,
    password: server.rootPassword,
    database: 'apim',
    now: () => new Date(),
    perSecond: 20,
  })
  let over = false
  // From the question on: before it, so many of so few tokens would be drift.
  let leaving: Promise<number> | undefined
  const ended = await purgeRun({
    onState: (state) => {
      if (state === 'AskApproval') leaving = logOut(() => over)
    },
    settings: { approval: { deadline: '1h' }, limits: { batchMilliseconds: 20 } },
    change: ({ States }) => void Object.assign(States.AskApproval ?? {}, { TimeoutSeconds: 600 }),
  })
  over = true
  const [out, told] = [(await leaving) ?? 0, await client.stop()]
  assert.equal(ended.error, null, ended.error?.message)
  assert.deepEqual(told.lost, [])
  assert.ok(out > 0 && told.refreshed > 0 && told.revoked > 0)
  const [[still]] = await connection.query<RowDataPacket[]>(
    "SELECT COUNT(*) AS n FROM IDN_OAUTH2_ACCESS_TOKEN WHERE TOKEN_ID LIKE 'live%' AND " +
      "TOKEN_STATE = 'ACTIVE'",
  )
  assert.equal(still?.n, untouched.live - out)
  console.log(
    `${out} logged out, ${told.refreshed} refreshed, ${told.revoked} revoked: ` +
      `${survivors(ended.report)?.detail}`,
  )
})

/** Sessions of clients in the database, those of the test included. */
async function sessions(): Promise<number> {
  const [[row]] = await connection.query<RowDataPacket[]>(
    server.engine === 'postgres'
      ? "SELECT COUNT(*) AS n FROM pg_stat_activity WHERE datname = 'apim' AND " +
          "backend_type = 'client backend'"
      : "SELECT COUNT(*) AS n FROM information_schema.PROCESSLIST WHERE DB = 'apim'",
  )
  return Number(row?.n ?? 0)
}

for (const [instanceClass, most] of [
  ['db.r6g.large', 1],
  ['db.r6g.xlarge', 2],
] as const)
  test(`a purge of a production of class ${instanceClass}, where nobody else is, has ${most} connections`, async () => {
    const { shown } = cloud.rds.instances.get('production') ?? assert.fail('no production')
    const usual = { ...shown }
    Object.assign(shown, { DBInstanceClass: instanceClass })
    let [purging, over, found] = [false, false, 0]
    const before = await sessions()
    const looking = (async () => {
      for (; !over; await sleep(20))
        if (purging) found = Math.max(found, (await sessions()) - before)
    })()
    const ended = await purgeRun({
      onState: (state) => void (purging = state === 'PurgeProduction'),
      settings: { limits: { batchMilliseconds: 10 }, clone: { instanceClass: 'db.r6g.large' } },
    }).finally(() => (over = true))
    await looking
    Object.assign(shown, usual)
    assert.equal(ended.error, null, ended.error?.message)
    assert.deepEqual(await countTokens(), { dead: 0, live: untouched.live })
    assert.equal(found, most)
  })

for (const state of ['RecountProduction', 'PurgeProduction'])
  test(`the application deletes 40 revoked tokens before ${state}: counted and said, no alarm`, async () => {
    const ended = await purgeRun({
      onState: async (at) => {
        if (at === state)
          await connection.query(
            "DELETE FROM IDN_OAUTH2_ACCESS_TOKEN WHERE TOKEN_STATE = 'REVOKED' ORDER BY " +
              'TOKEN_ID LIMIT 40',
          )
      },
    })
    assert.equal(ended.error, null, ended.error?.message)
    assert.deepEqual(await countTokens(), { dead: 0, live: untouched.live })
    const told = survivors(ended.report)?.detail ?? ''
    if (state === 'PurgeProduction')
      assert.match(
        told,
        /40 rows of IDN_OAUTH2_ACCESS_TOKEN that were dead were deleted by something other/i,
      )
    else assert.doesNotMatch(told, /another hand/)
  })

for (const [age, id] of [
  ['old', 'live000007'],
  ['young', 'young000003'],
] as const)
  test(`one living token, ${age}, goes with the dead ones: it is found and called by name`, async () => {
    await addTokens('young', 10, 'ACTIVE')
    await connection.query(
      'UPDATE IDN_OAUTH2_ACCESS_TOKEN SET TIME_CREATED = UTC_TIMESTAMP() WHERE TOKEN_ID LIKE ' +
        "'young%'",
    )
    const ended = await purgeRun({
      onState: async (at) => {
        if (at === 'PurgeProduction')
          await connection.query('DELETE FROM IDN_OAUTH2_ACCESS_TOKEN WHERE TOKEN_ID = ?', [id])
      },
    })
    assert.equal(ended.error?.name, 'CheckFailed', ended.error?.message)
    assert.match(
      survivors(ended.report)?.detail ?? '',
      new RegExp(
        `IDN_OAUTH2_ACCESS_TOKEN: 1 of 2,010 rows that were live .* for example ${id}\\. `,
        'i',
      ),
    )
    assert.match(ended.report.next[0] ?? '', /Do not purge until every finding is explained/)
  })
