import assert from 'node:assert/strict'
import { test } from 'node:test'
import { smokeTestSchema } from '../../functions/contract/smoke.ts'
import { askAt } from '../../functions/smoke/ask.ts'
import { redact } from '../../functions/smoke/redact.ts'
import { refuseSmoke, smokeTest, type SmokeScene } from '../../functions/smoke/smoke-test.ts'
import { fakeApplication, type Heard } from './fake-application.ts'

const client = {
  consumerKey: 'key',
  consumerSecret: 'the client secret',
  refreshToken: 'the old one',
}
const secret = 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:client'
const settings = (port: number, api = true) =>
  smokeTestSchema.parse({
    image: 'apim',
    client: secret,
    port,
    protocol: 'http',
    ...(api && { api: { port, path: '/api/menu' } }),
  })
const running = { status: 'RUNNING', address: '127.0.0.1', created: 0, stopped: '' }

async function tested(
  wrong?: Parameters<typeof fakeApplication>[0],
  { api = true, ...more }: Partial<SmokeScene> & { api?: boolean } = {},
) {
  const application = await fakeApplication(wrong)
  try {
    const { checks, secrets } = await smokeTest({
      test: settings(application.port, api),
      client,
      application: running,
      askAt: (host) => askAt('http', host),
      now: 0,
      pause: async () => undefined,
      ...more,
    })
    return {
      checks,
      secrets,
      heard: application.heard,
      failed: checks.filter(({ passed }) => !passed).map(({ check }) => check),
    }
  } finally {
    application.close()
  }
}
const all = [
  'version-told',
  'token-issued',
  'old-token-refreshed',
  'token-introspected',
  'api-answers',
  'token-revoked',
  'revoked-token-inactive',
  'api-refuses',
]

test('an application that is as it was passes every check, asked as its clients ask', async () => {
  const { checks, failed, heard, secrets } = await tested()
  assert.deepEqual(failed, [])
  assert.deepEqual(
    checks.map(({ check }) => check),
    all,
  )
  assert.doesNotThrow(() => refuseSmoke(checks))
  const basic = `Basic ${Buffer.from('key:the client secret').toString('base64')}`
  assert.deepEqual(heard.slice(1), [
    { path: '/oauth2/token', authorization: basic, form: { grant_type: 'client_credentials' } },
    {
      path: '/oauth2/token',
      authorization: basic,
      form: { grant_type: 'refresh_token', refresh_token: 'the old one' },
    },
    { path: '/oauth2/introspect', authorization: basic, form: { token: 'refresh_token-token' } },
    { path: '/api/menu', authorization: 'Bearer refresh_token-token', form: {} },
    { path: '/oauth2/revoke', authorization: basic, form: { token: 'client_credentials-token' } },
    {
      path: '/oauth2/introspect',
      authorization: basic,
      form: { token: 'client_credentials-token' },
    },
    { path: '/api/menu', authorization: 'Bearer client_credentials-token', form: {} },
  ] satisfies Heard[])
  assert.deepEqual(secrets.filter(Boolean), [
    'the client secret',
    'the old one',
    'client_credentials-token',
    'refresh_token-token',
  ])
})

test('without an API none is called; a user with the permission introspects', async () => {
  const { checks, heard } = await tested(undefined, {
    api: false,
    client: { ...client, username: 'admin', password: 'p' },
  })
  assert.deepEqual(
    checks.map(({ check }) => check),
    all.filter((check) => !check.startsWith('api')),
  )
  assert.deepEqual(
    [
      ...new Set(
        heard
          .filter(({ path }) => path === '/oauth2/introspect')
          .map(({ authorization }) => authorization),
      ),
    ],
    [`Basic ${Buffer.from('admin:p').toString('base64')}`],
  )
})

const isGrant = (heard: Heard, grant: string) => heard.form.grant_type === grant
const wrongs: Readonly<
  Record<string, { wrong: Parameters<typeof fakeApplication>[0]; failed: string[] }>
> = {
  'the old refresh token is gone': {
    wrong: (heard) =>
      isGrant(heard, 'refresh_token') ? [400, '{"error": "invalid_grant"}'] : null,
    failed: ['old-token-refreshed', 'token-introspected', 'api-answers'],
  },
  'no token is issued': {
    wrong: (heard) => (isGrant(heard, 'client_credentials') ? [500, ''] : null),
    failed: ['token-issued', 'token-revoked', 'revoked-token-inactive', 'api-refuses'],
  },
  'an answer of 200 holds no token': {
    wrong: (heard) => (isGrant(heard, 'refresh_token') ? [200, '<html>'] : null),
    failed: ['old-token-refreshed', 'token-introspected', 'api-answers'],
  },
  'the refreshed token is not active': {
    wrong: ({ form }) => (form.token === 'refresh_token-token' ? [200, '{"active": false}'] : null),
    failed: ['token-introspected'],
  },
  'nobody may introspect': {
    wrong: ({ path }) => (path === '/oauth2/introspect' ? [403, ''] : null),
    failed: ['token-introspected', 'revoked-token-inactive'],
  },
  'the API refuses a live token': {
    wrong: ({ authorization }) =>
      authorization === 'Bearer refresh_token-token' ? [401, ''] : null,
    failed: ['api-answers'],
  },
  'the API takes a revoked token': {
    wrong: ({ path }) => (path === '/api/menu' ? [200, ''] : null),
    failed: ['api-refuses'],
  },
  'the API is never deployed': {
    wrong: ({ path, authorization }) =>
      path === '/api/menu' && authorization.includes('refresh') ? [404, ''] : null,
    failed: ['api-answers'],
  },
}
for (const [name, { wrong, failed }] of Object.entries(wrongs))
  test(`${name}: ${failed.join(', ')} and nothing else`, async () => {
    const found = await tested(wrong)
    assert.deepEqual(found.failed, failed)
    const said = { name: 'SmokeTestFailed', message: new RegExp(failed.join('[^]*')) }
    assert.throws(() => refuseSmoke(found.checks), said)
    for (const { passed, detail } of found.checks)
      assert.match(
        detail,
        passed ? /^Found .*; expected [^.]*\.?/ : /^Found .*; expected .*\. \S.*\.$/,
      )
    assert.doesNotMatch(
      JSON.stringify(found.checks),
      /_token-token|the old one|client secret/,
      'no secret is in a finding',
    )
  })

test('an API that is deployed a while after the version is reported is awaited', async () => {
  let paused = 0
  const { failed } = await tested(
    ({ path }, nth) => (path === '/api/menu' && nth < 5 ? [404, ''] : null),
    { pause: async () => void paused++ },
  )
  assert.deepEqual([failed, paused], [[], 4])
})

test('while it may still start the test is not ready; after the deadline it has failed', async () => {
  const starting = () =>
    tested(({ path }) => (path === '/services/Version' ? [503, ''] : null), { now: 14 * 60_000 })
  await assert.rejects(starting, { name: 'NotReady' })
  await assert.rejects(
    tested(undefined, { application: { ...running, status: 'PENDING', address: null } }),
    { name: 'NotReady' },
  )
  const late = await tested(({ path }) => (path === '/services/Version' ? [503, ''] : null), {
    now: 16 * 60_000,
  })
  assert.deepEqual(late.failed, ['application-started'])
  assert.match(late.checks[0]?.detail ?? '', /within 15m/)
})

test('an application that stopped, or is not there, has failed at once', async () => {
  const dead = await tested(undefined, {
    application: { ...running, status: 'STOPPED', stopped: 'exit code 137' },
  })
  assert.match(dead.checks[0]?.detail ?? '', /stopped \(exit code 137\)/)
  assert.deepEqual(
    [dead.failed, (await tested(undefined, { application: null })).failed],
    [['application-started'], ['application-started']],
  )
})

test('secrets are taken out of the log in every spelling', () => {
  const lines = redact(
    ['a p@ss/word b', 'p%40ss%2Fword', Buffer.from('p@ss/word').toString('base64'), 'root'],
    ['p@ss/word', '', 'ro'],
  )
  assert.deepEqual(lines, ['a *** b', '***', '***', 'root'])
})
