import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runEnvironmentSchema } from '../../functions/contract/environment.ts'
import { stepTimeSchema, type PaceNote } from '../../functions/contract/times.ts'
import type { Plan } from '../../functions/contract/steps.ts'
import { watchNotes } from '../../functions/runtime/steps-done.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import { cloud, connection, context, deployment, scratch, server } from '../local/production.ts'
import { startProxy } from '../purge/database-proxy.ts'

// The connection is cut at every kind of statement of the preflight, before it reaches the server and
// before its answer comes back by turns. It ends by itself, or in an error that the state machine tries again, and what
// it leaves as evidence is what it leaves undisturbed.

cloud.parameters.set('/drydock/test/control', '{"stop": false}')
const secret = cloud.secrets.add('production', { username: 'root', password: server.rootPassword })
const proxy = await startProxy(server)
scratch.onCleanup(() => proxy.close())
cloud.rds.addInstance('production', { ...server, port: proxy.port })
// Imported late: the SDK reads where it speaks to from the environment.
const [{ handler: planRun }, { handler: preflight }, { evidence }] = await Promise.all([
  import('../../functions/plan-run.ts'),
  import('../../functions/preflight.ts'),
  import('../../functions/aws/evidence.ts'),
])

const environment = runEnvironmentSchema.parse({
  name: 'test',
  allowProductionPurge: true,
  limits: { productionShare: 1 },
  checks: [
    {
      name: 'apps',
      database: 'apim',
      query: 'SELECT COUNT(*) FROM IDN_OAUTH_CONSUMER_APPS',
      expected: 1,
    },
  ],
  sources: [
    {
      instance: 'production',
      databases: [{ name: 'apim', times: { written: 'UTC' } }],
      secret: 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:production-abcdef',
    },
  ],
})

await connection.query('CREATE DATABASE apim')
await connection.changeUser({ database: 'apim' })
await loadSchema(connection, 'apim-4.7.0')
await connection.query(`INSERT INTO IDN_OAUTH_CONSUMER_APPS (ID, CONSUMER_KEY) VALUES (1, 'app')`)
for (const [name, state] of [
  ['dead', 'REVOKED'],
  ['live', 'ACTIVE'],
] as const)
  await connection.query(
    'INSERT INTO IDN_OAUTH2_ACCESS_TOKEN (TOKEN_ID, CONSUMER_KEY_ID, TOKEN_STATE, TOKEN_STATE_ID, TIME_CREATED, REFRESH_TOKEN_TIME_CREATED, VALIDITY_PERIOD, REFRESH_TOKEN_VALIDITY_PERIOD) VALUES ?',
    [
      Array.from({ length: 30 }, (_, at) => [
        `${name}${at}`,
        1,
        state,
        `${at}`,
        '2020-01-01',
        '2020-01-01',
        -1,
        -1,
      ]),
    ],
  )

const { run, sources } = (await planRun(
  {
    execution: { name: 'cut', startTime: new Date().toISOString() },
    input: { mode: 'purge' },
    environment,
    deployment,
  },
  context,
)) as Plan
const source = { ...sources[0], secret }
const kept = evidence(run)
/** As infra/states.ts tries again. */
const triedAgain = ['DatabaseUnreachable', 'AwsUnavailable', 'ReadOnly', 'PurgeRunning']

const steady = (value: unknown) =>
  JSON.parse(
    JSON.stringify(value, (name, one) => (['at', 'detail'].includes(name) ? undefined : one)) ??
      'null',
  ) as unknown
const call = () => Promise.resolve(preflight({ run, source, sources: [source] }, context))
const left = async () => steady(await kept.get('production', 'preflight-production'))

const kindOf = (text: string) => text.replace(/\d+|'[^']*'/g, '?').slice(0, 70)

const retried = /^connection lost|the step was called again/
const told: PaceNote[] = []
scratch.onCleanup(watchNotes((note) => void told.push(note)))

test('the preflight, cut at every kind of statement, ends the same', async () => {
  const all = new Set<string>()
  proxy.onStatement = (text) => (all.add(kindOf(text)), 'pass')
  await call()
  const undisturbed = await left()
  assert.ok(undisturbed !== null && all.size > 5, `${all.size} kinds of statements`)
  for (const [at, kind] of [...all].entries()) {
    const side = at % 2 === 0 ? 'onStatement' : 'onAnswer'
    let cuts = 0
    proxy.onStatement = proxy.onAnswer = () => 'pass'
    proxy[side] = (text) => (kindOf(text) === kind && cuts++ === 0 ? 'cut' : 'pass')
    for (let tries = 1; ; tries++)
      try {
        await call()
        break
      } catch (error) {
        const { name, message } = error as Error
        assert.ok(triedAgain.includes(name) && tries < 3, `${side} ${kind}: ${name}: ${message}`)
      }
    assert.ok(cuts > 0, `${kind} was met`)
    assert.deepEqual(await left(), undisturbed, `${side} ${kind}`)
  }
  proxy.onStatement = proxy.onAnswer = () => 'pass'
  // What was tried again is on record for the report, and was told to the terminal.
  const { notes = [] } = stepTimeSchema.parse(await kept.get('production', 'time-preflight'))
  for (const found of [notes, told])
    assert.ok(
      found.some(({ what, reasons }) => what === 'retry' && retried.test(reasons.join())),
      JSON.stringify(found),
    )
})
