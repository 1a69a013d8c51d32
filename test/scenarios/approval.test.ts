import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { beforeEach, test } from 'node:test'
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import {
  cloud,
  countTokens,
  freshProduction,
  purged,
  purgeRun,
  untouched,
  type Asked,
  type Ended,
} from './whole-run.ts'
import { pattern } from '../pattern.ts'
import { connectTo } from './scene.ts'

beforeEach(freshProduction)
const settings = { approval: { deadline: '1h' } }
const cli = spawnSync('aws', ['--version']).status === 0

/** Runs the command as it stands in the message; where there is no aws-cli, sends what it would. */
async function answer(
  message: string,
  action: 'SendTaskSuccess' | 'SendTaskFailure',
): Promise<void> {
  const lines = message.split('\n')
  const command =
    lines[
      lines.findIndex((line) =>
        (action === 'SendTaskSuccess' ? /^To approve/ : /^To reject/).test(line),
      ) + 1
    ] ?? ''
  if (cli) {
    const child = spawn('bash', ['-c', command], {
      env: { ...process.env, ...cloud.environment },
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    return assert.equal(await new Promise((resolve) => child.once('close', resolve)), 0, command)
  }
  const said = {
    taskToken: tokenOf(command),
    output: '{"by": "arn:aws:iam::000000000000:user/you"}',
    error: /--error (\S+)/.exec(command)?.[1],
    cause: /--cause '([^']+)'/.exec(command)?.[1],
  }
  const { status } = await fetch(cloud.environment.AWS_ENDPOINT_URL ?? '', {
    method: 'POST',
    headers: { 'x-amz-target': `AWSStepFunctions.${action}` },
    body: JSON.stringify(said),
  })
  assert.equal(status, 200)
}
const tokenOf = (text: string): string =>
  cloud.parameters.get(/--name (\/drydock\/test\/approval\/\S+)/.exec(text)?.[1] ?? '') ?? ''

/** A run whose question `respond` answers, while its clone is looked at. */
async function askedRun(
  respond: (message: string) => Promise<void>,
  more: Asked = {},
): Promise<Ended & { message: string; token: string }> {
  let [message, token, failed] = ['', '', null as unknown]
  cloud.onMessage((heard) => {
    if (!/ approve until /.test(heard.subject)) return
    message = heard.message
    token = tokenOf(message)
    setTimeout(() => void respond(message).catch((error: unknown) => (failed = error)), 100)
  })
  // An hour is too long for a test whose answer went wrong.
  const ended = await purgeRun({ settings, change: deadline(90), ...more })
  assert.ifError(failed)
  return { ...ended, message, token }
}
const deadline =
  (seconds: number): NonNullable<Asked['change']> =>
  ({ States }) =>
    void Object.assign(States.AskApproval ?? {}, { TimeoutSeconds: seconds })

function assertRefused({ error, states, clones }: Ended): void {
  assert.equal(error?.name, 'NotApproved')
  assert.deepEqual(clones, [])
  assert.deepEqual(states.slice(-3), ['AskApproval', 'DeleteCloneAfterFailure', 'ReportFailure'])
}
const approvalOf = ({ report }: Ended) => report.gates.find(({ gate }) => gate === 'approval')

test('approved by the command in the message: the clone is there until then, and production is purged', async () => {
  let rows: unknown
  const ended = await askedRun(async (message) => {
    const { host = '', port = '' } =
      /(--host |host=)(?<host>\S+) (--port |port=)(?<port>\d+) /.exec(message)?.groups ?? {}
    const { SecretString = '' } = await new SecretsManagerClient({}).send(
      new GetSecretValueCommand({ SecretId: /--secret-id '(\S+)'/.exec(message)?.[1] }),
    )
    const { username: user, password } = JSON.parse(SecretString) as Record<string, string>
    const clone = await connectTo(
      { host, port: Number(port), rootPassword: password ?? '', user: user ?? '' },
      'apim',
    )
    rows = (await clone.query('SELECT COUNT(*) AS n FROM IDN_OAUTH2_ACCESS_TOKEN'))[0]
    await clone.end()
    await answer(message, 'SendTaskSuccess')
  })
  assert.equal(ended.error, null, ended.error?.message)
  assert.deepEqual(Number((rows as { n: unknown }[])[0]?.n), untouched.live)
  assert.deepEqual(await countTokens(), purged)
  assert.deepEqual(ended.clones, [])
  assert.deepEqual(
    [approvalOf(ended)?.passed, approvalOf(ended)?.detail],
    [true, 'Approved by arn:aws:iam::000000000000:user/you.'],
  )
})

test('rejected by the command in the message: production is untouched and the reason is reported', async () => {
  const ended = await askedRun((message) =>
    answer(message.replace('the reason', 'not before the release'), 'SendTaskFailure'),
  )
  assertRefused(ended)
  assert.deepEqual(await countTokens(), untouched)
  assert.deepEqual(ended.report.error, { name: 'NotApproved', message: 'not before the release' })
  assert.deepEqual(approvalOf(ended), {
    gate: 'approval',
    source: '',
    passed: false,
    detail: 'not before the release',
  })
})

test('unanswered until the deadline: no answer is a no', async () => {
  const ended = await askedRun(async () => undefined, { change: deadline(2) })
  assertRefused(ended)
  assert.deepEqual(await countTokens(), untouched)
  assert.match(
    ended.report.error?.message ?? '',
    /^Nobody answered within 1h, so production was not purged\./,
  )
  assert.equal(approvalOf(ended)?.passed, false)
})

test('the token is in its parameter while it is asked for, and in no message, report or log; then it is gone', async () => {
  const ended = await askedRun(async () => undefined, { change: deadline(2) })
  assert.ok(ended.token.length > 20)
  const said =
    JSON.stringify([cloud.messages, ended.report, ended.error]) +
    readFileSync(process.env.DRYDOCK_LOG ?? '', 'utf8')
  assert.ok(!said.includes(ended.token))
  assert.deepEqual([...cloud.parameters.keys()], ['/drydock/test/control'])
  for (const expected of [
    /Run run-\d+, mode purge/,
    /production, blast-radius: 12,000 rows would be deleted/,
    /Evidence: https:\/\/\S+\/s3\/buckets\/evidence\?region=eu-west-1&prefix=runs\/run-\d+\//,
    /Deadline: .* UTC\. Without an answer by then, nothing is purged\./,
  ])
    assert.match(ended.message, expected)
})

test('a token that can not be kept ends the run, and is not told', async () => {
  cloud.refuse({ action: 'PutParameter', code: 'ParameterLimitExceeded' })
  const ended = await purgeRun({ settings })
  assert.equal(ended.error?.name, 'ParameterLimitExceeded')
  assert.match(
    ended.report.error?.message ?? '',
    pattern(
      /^The approval token could not be stored in \/drydock\/test\/approval\/run-\d+\. Check the /,
      /role/,
    ),
  )
  assert.deepEqual(await countTokens(), untouched)
})
