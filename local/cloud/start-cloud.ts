import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join, normalize } from 'node:path'
import { Rds } from './rds.ts'
import { CloudError, escapeXml, readCall, toXml, type Call, type Reply } from './request.ts'
import { Secrets } from './secrets.ts'

export interface Cloud {
  /** Variables that make the unmodified SDK speak to this cloud. */
  readonly environment: Readonly<Record<string, string>>
  readonly rds: Rds
  readonly secrets: Secrets
  /** What was published, in order. */
  readonly messages: readonly { readonly subject: string; readonly message: string }[]
  close(): Promise<void>
}

/**
 * A small AWS on loopback: RDS, Secrets Manager, S3 and SNS, as far as the handlers speak to them.
 * @param scratch where snapshots and restored data lie; @param buckets where objects are kept as files.
 */
export async function startCloud(scratch: string, buckets: string): Promise<Cloud> {
  const secrets = new Secrets()
  const rds = new Rds(secrets, scratch)
  const messages: { subject: string; message: string }[] = []
  const answer = async (call: Call): Promise<Reply> => {
    const target = call.headers['x-amz-target']
    if (typeof target === 'string') return json(secrets.call(target.split('.').at(-1) ?? '', JSON.parse(call.body.toString()) as { SecretId?: string }))
    if (call.method === 'POST' && call.path === '/') {
      const parameters = new URLSearchParams(call.body.toString())
      const action = parameters.get('Action') ?? ''
      if (action !== 'Publish') return xml(action, rds.call(action, parameters))
      messages.push({ subject: parameters.get('Subject') ?? '', message: parameters.get('Message') ?? '' })
      return xml(action, { MessageId: String(messages.length) })
    }
    return object(call, buckets)
  }
  const server = createServer((request, response) => {
    void readCall(request).then(answer).catch(refusal(request.headers['x-amz-target'] !== undefined)).then(({ status, type, body }) => {
      response.writeHead(status, { 'content-type': type, 'x-amzn-requestid': 'local' }).end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    environment: { AWS_ENDPOINT_URL: endpoint, AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' },
    rds, secrets, messages,
    async close() {
      server.closeAllConnections()
      server.close()
      await rds.close()
    },
  }
}

const json = (value: unknown): Reply => ({ status: 200, type: 'application/x-amz-json-1.1', body: JSON.stringify(value) })
const xml = (action: string, value: unknown): Reply => ({ status: 200, type: 'text/xml', body: `<${action}Response><${action}Result>${toXml(value)}</${action}Result></${action}Response>` })

const refusal = (asJson: boolean) => (error: unknown): Reply => {
  const { code, message, status } = error instanceof CloudError ? error : { code: 'InternalFailure', message: String(error), status: 500 }
  if (asJson) return { status, type: 'application/x-amz-json-1.1', body: JSON.stringify({ __type: code, message }) }
  const inner = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`
  return { status, type: 'text/xml', body: code === 'NoSuchKey' ? `<Error><Code>NoSuchKey</Code><Message>${escapeXml(message)}</Message></Error>` : `<ErrorResponse>${inner}<RequestId>local</RequestId></ErrorResponse>` }
}

/** S3's PutObject and GetObject, path style. */
async function object({ method, path, body }: Call, buckets: string): Promise<Reply> {
  const file = join(buckets, normalize(path))
  if (method === 'PUT') {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, body)
    return { status: 200, type: 'application/xml', body: '' }
  }
  if (method !== 'GET') throw new CloudError('InvalidAction', `The local cloud does not serve ${method} of S3`)
  const found = await readFile(file).catch(() => null)
  if (found === null) throw new CloudError('NoSuchKey', `The specified key does not exist: ${path}`, 404)
  return { status: 200, type: 'application/octet-stream', body: found }
}
