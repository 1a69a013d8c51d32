import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Heard {
  readonly path: string
  readonly authorization: string
  readonly form: Readonly<Record<string, string>>
}
export interface FakeApplication {
  readonly port: number
  /** All that was asked, in order. */
  readonly heard: readonly Heard[]
  close(): void
}
type Said = readonly [status: number, body: string]

/** An application that does everything right, but for what `wrong` answers in its place. */
export async function fakeApplication(
  wrong: (heard: Heard, nth: number) => Said | null = () => null,
): Promise<FakeApplication> {
  const heard: Heard[] = []
  const revoked = new Set<string>()
  const right = ({ path, authorization, form }: Heard): Said => {
    if (path === '/services/Version') return [200, '<version>WSO2 API Manager-2.5.0</version>']
    if (path === '/api/menu')
      return revoked.has(authorization.replace('Bearer ', ''))
        ? [401, '{"code": 900901}']
        : [200, '[]']
    if (path === '/oauth2/introspect')
      return [200, JSON.stringify({ active: !revoked.has(form.token ?? '') })]
    if (path === '/oauth2/token')
      return [200, JSON.stringify({ access_token: `${form.grant_type}-token` })]
    if (path === '/oauth2/revoke') return (revoked.add(form.token ?? ''), [200, ''])
    return [404, '']
  }
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += String(part)
    const asked: Heard = {
      path: request.url ?? '',
      authorization: request.headers.authorization ?? '',
      form: Object.fromEntries(new URLSearchParams(body)),
    }
    heard.push(asked)
    const [status, text] =
      wrong(asked, heard.filter(({ path }) => path === asked.path).length) ?? right(asked)
    response.writeHead(status).end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    heard,
    close: () => (server.closeAllConnections(), void server.close()),
  }
}
