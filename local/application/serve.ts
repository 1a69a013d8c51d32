import { createServer, type IncomingMessage } from 'node:http'
import { storesOf } from '../engines/stores.ts'
import { Tokens } from './tokens.ts'

/**
 * A stand-in for API Manager's token endpoints and one API, with the same SQL on the database that
 * its environment names: the target of the smoke test on this computer. It is not API Manager.
 */
const env = (name: string, otherwise = ''): string => process.env[name] ?? otherwise
const began = Date.parse(env('APPLICATION_CLOCK', new Date().toISOString())) - performance.now()
const stores = await storesOf(env('DRYDOCK_CLONE_ENGINE'))
const pool = stores.openPool(
  {
    host: env('DRYDOCK_CLONE_HOST'),
    port: Number(env('DRYDOCK_CLONE_PORT')),
    user: env('DRYDOCK_CLONE_USER'),
    password: env('DRYDOCK_CLONE_PASSWORD'),
    database: env('DRYDOCK_CLONE_DATABASES').split(',')[0] ?? '',
  },
  10,
)
const tokens = new Tokens(pool, () => new Date(began + performance.now()))
// For tests: the effect of a faulty cleanup.
if (env('STAND_IN_LOSES') !== '')
  console.log(
    `the stand-in was told to lose ${env('STAND_IN_LOSES')}: ` +
      `${await tokens.lose(env('STAND_IN_LOSES'), stores.losses)} rows are gone`,
  )

interface Said {
  readonly status: number
  readonly body: unknown
}
const refused: Said = { status: 400, body: { error: 'invalid_grant' } }

async function answer(path: string, request: IncomingMessage): Promise<Said> {
  const authorization = request.headers.authorization ?? ''
  if (path === '/services/Version')
    return { status: 200, body: 'Stand-in of WSO2 API Manager-2.5.0' }
  if (path === '/pizzashack/1.0.0/menu')
    return (await tokens.isActive(authorization.replace(/^Bearer /, '')))
      ? { status: 200, body: [{ name: 'BBQ Chicken Bacon' }] }
      : { status: 401, body: { code: 900901, message: 'Invalid Credentials' } }
  const form = new URLSearchParams(await bodyOf(request))
  const [key = '', secret = ''] = Buffer.from(authorization.replace(/^Basic /, ''), 'base64')
    .toString()
    .split(':')
  const app = await tokens.client(key, secret)
  if (app === null) return { status: 401, body: { error: 'invalid_client' } }
  const token = form.get('token') ?? ''
  switch (path) {
    case '/oauth2/token': {
      const issued =
        form.get('grant_type') === 'refresh_token'
          ? await tokens.refresh(app, form.get('refresh_token') ?? '')
          : await tokens.issue(app)
      return issued === null
        ? refused
        : { status: 200, body: { access_token: issued, token_type: 'Bearer' } }
    }
    case '/oauth2/introspect':
      return { status: 200, body: { active: await tokens.isActive(token) } }
    case '/oauth2/revoke':
      await tokens.revoke(token)
      return { status: 200, body: '' }
    default:
      return { status: 404, body: '' }
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}

createServer((request, response) => {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname
  answer(path, request)
    .catch((error: unknown): Said => (console.log(String(error)), { status: 500, body: '' }))
    .then(
      ({ status, body }) => {
        console.log(`${request.method} ${path} ${status}`)
        response
          .writeHead(status, { 'content-type': 'application/json' })
          .end(typeof body === 'string' ? body : JSON.stringify(body))
      },
      () => response.destroy(),
    )
}).listen(Number(env('APPLICATION_PORT')), '127.0.0.1', () =>
  console.log(
    `the stand-in listens on port ${env('APPLICATION_PORT')} and works on ` +
      `${env('DRYDOCK_CLONE_HOST')}:${env('DRYDOCK_CLONE_PORT')} as ` +
      `${env('DRYDOCK_CLONE_USER')}`,
  ),
)
