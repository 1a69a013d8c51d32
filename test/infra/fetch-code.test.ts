import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createHash, createHmac, type Hmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { SignatureV4 } from '@smithy/signature-v4'
import { startText } from '../../infra/rebuild-task.ts'

// What the container of long rebuilds runs, in a process of its own, as Node alone runs it.
const role = { AccessKeyId: 'AKIDEXAMPLE', SecretAccessKey: 'secret/of+a+role', Token: 'to+ken==' }
const program = JSON.stringify({
  'index.js':
    "exports.handler = async (event) => (event === 'the event' ? require('driver').code : 1)",
  'node_modules/driver/index.js': 'exports.code = 7',
})
const digest = createHash('sha256').update(program).digest('hex')
let asked: IncomingMessage | null = null
let status = 200
const server = createServer((request, response) => {
  if (request.url === '/role') return response.end(JSON.stringify(role))
  asked = request
  return response.writeHead(status).end(program)
})
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
const folder = mkdtempSync(join(tmpdir(), 'fetch-code-'))
after(() => (server.close(), rmSync(folder, { recursive: true })))
const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

/** SHA-256, or HMAC where there is a secret, as the signer takes it. */
class Digest {
  readonly #hash: Pick<Hmac, 'update' | 'digest'>
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    const key = secret as string | NodeJS.ArrayBufferView | undefined
    this.#hash = key === undefined ? createHash('sha256') : createHmac('sha256', key)
  }
  update(data: string | Uint8Array): void {
    this.#hash.update(data)
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest()
  }
  reset(): void {}
}

/** @returns the exit code, and what was said. */
async function started(sha256: string): Promise<readonly [number | null, string]> {
  const words = ['assets', 'program.json', sha256, 'eu-central-1', 'amazonaws.com']
  const child = spawn(process.execPath, ['-e', startText, ...words], {
    env: {
      TMPDIR: folder,
      DRYDOCK_EVENT: 'the event',
      AWS_ENDPOINT_URL: endpoint,
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${endpoint}/role`,
    },
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const code = await new Promise<number | null>((ended) => child.once('exit', ended))
  return [code, said]
}

test('the program and its driver are fetched and run with the event, and its answer is the exit code', async () => {
  assert.deepEqual(await started(digest), [7, ''])
})

test('the request is signed as the SDK would sign it', async () => {
  await started(digest)
  const { headers, url = '' } = asked ?? assert.fail()
  const signer = new SignatureV4({
    credentials: {
      accessKeyId: role.AccessKeyId,
      secretAccessKey: role.SecretAccessKey,
      sessionToken: role.Token,
    },
    region: 'eu-central-1',
    service: 's3',
    sha256: Digest,
    uriEscapePath: false,
    applyChecksum: true,
  })
  const at = String(headers['x-amz-date'])
  const signed = await signer.sign(
    {
      method: 'GET',
      protocol: 'http:',
      hostname: '127.0.0.1',
      path: url,
      headers: { host: String(headers.host) },
    },
    { signingDate: new Date(at.replace(/(....)(..)(..T..)(..)(..Z)/, '$1-$2-$3:$4:$5')) },
  )
  assert.equal(headers.authorization, signed.headers.authorization)
  assert.equal(headers['x-amz-security-token'], role.Token)
})

test('another program than the one that was deployed is not run', async () => {
  const other = digest.replace(/^./, (first) => (first === '0' ? '1' : '0'))
  const [code, said] = await started(other)
  assert.equal(code, 1)
  assert.match(said, new RegExp(`assets/program.json has the SHA-256 ${digest}, expected ${other}`))
})

test('what S3 refuses is told', async () => {
  status = 403
  const [code, said] = await started(digest)
  assert.equal(code, 1)
  assert.match(said, /S3 answered 403 for assets\/program\.json/)
  status = 200
})
