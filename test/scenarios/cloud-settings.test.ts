import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

/** Whatever is diverted ends here. */
let diverted = 0
const trap = createServer((socket) => {
  diverted += 1
  socket.destroy()
})
await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve))
const elsewhere = `http://127.0.0.1:${(trap.address() as AddressInfo).port}`
const home = mkdtempSync(join(tmpdir(), 'cloud-settings-'))
after(() => {
  trap.close()
  rmSync(home, { recursive: true, force: true })
})

const config = `[default]
region = us-east-1
services = mine
use_fips_endpoint = true
ignore_configured_endpoint_urls = true
credential_process = /bin/false
[profile mine]
region = us-east-1
sso_session = none
[services mine]
rds =
  endpoint_url = ${elsewhere}
s3 =
  endpoint_url = ${elsewhere}
`
const credentials = '[default]\naws_access_key_id = MINE\naws_secret_access_key = mine\n'
mkdirSync(join(home, '.aws'))
for (const folder of [join(home, '.aws'), home]) {
  writeFileSync(join(folder, 'config'), config)
  writeFileSync(join(folder, 'credentials'), credentials)
}

const startCloud = join(import.meta.dirname, '../../local/cloud/start-cloud.ts')
/**
 * Calls each service once, in a process of its own: some settings are read when a process starts.
 */
const program = `
  import assert from 'node:assert/strict'
  const { startCloud } = await import(${JSON.stringify(`file://${startCloud}`)})
  const cloud = await startCloud(process.env.HOME, process.env.HOME)
  Object.assign(process.env, cloud.environment)
  const arn = cloud.secrets.add('mine', { username: 'root' })
  const { RDS } = await import('@aws-sdk/client-rds')
  const { S3 } = await import('@aws-sdk/client-s3')
  const { SecretsManager } = await import('@aws-sdk/client-secrets-manager')
  const { SNS } = await import('@aws-sdk/client-sns')
  assert.deepEqual((await new RDS({}).describeDBInstances({})).DBInstances, [])
  await new S3({}).putObject({ Bucket: 'bucket', Key: 'key', Body: 'x' })
  const { Body } = await new S3({}).getObject({ Bucket: 'bucket', Key: 'key' })
  assert.equal(await Body.transformToString(), 'x')
  const { SecretString } = await new SecretsManager({}).getSecretValue({ SecretId: arn })
  assert.equal(SecretString, '{"username":"root"}')
  await new SNS({}).publish({ TopicArn: 'topic', Subject: 's', Message: 'm' })
  assert.equal(cloud.messages.length, 1)
  await cloud.close()
`
async function callAll(environment: Record<string, string>): Promise<void> {
  diverted = 0
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    env: { PATH: process.env.PATH, HOME: home, ...environment },
    cwd: join(import.meta.dirname, '../..'),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  assert.equal(code, 0, errors)
  assert.equal(diverted, 0, 'something went elsewhere')
}

test('AWS variables of the person do not divert the run', () =>
  callAll({
    AWS_PROFILE: 'mine',
    AWS_DEFAULT_PROFILE: 'mine',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_SESSION_TOKEN: 'mine',
    AWS_CREDENTIAL_EXPIRATION: '2020-01-01T00:00:00Z',
    AWS_CONFIG_FILE: join(home, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(home, 'credentials'),
    AWS_ENDPOINT_URL: elsewhere,
    AWS_ENDPOINT_URL_RDS: elsewhere,
    AWS_ENDPOINT_URL_S3: elsewhere,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: elsewhere,
    AWS_ENDPOINT_URL_SNS: elsewhere,
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true',
    AWS_USE_FIPS_ENDPOINT: 'true',
    AWS_USE_DUALSTACK_ENDPOINT: 'true',
    AWS_DEFAULTS_MODE: 'auto',
    AWS_EC2_METADATA_SERVICE_ENDPOINT: elsewhere,
  }))

const proxies = Object.fromEntries(
  ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'].flatMap((name) => [
    [name, elsewhere],
    [name.toLowerCase(), elsewhere],
  ]),
)

test("neither settings in the person's home nor a proxy divert the run", () =>
  callAll({ ...proxies, NO_PROXY: 'example.org' }))

test('nor does a proxy configured for Node itself', () =>
  callAll({ ...proxies, NODE_USE_ENV_PROXY: '1' }))
