import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Actions } from './actions.ts'
import { admit } from './guard.ts'
import { pageHeaders } from './headers.ts'
import { Pages, type LookPace } from './routes.ts'

export interface Served {
  /** Holds the token: whoever has it can do what you can do. */
  readonly url: string
  readonly actions: Actions
  close(): Promise<void>
}

/** Serves the page on loopback. Nothing is logged: an address holds the token. */
export async function serveUi(
  pace: LookPace = { remember: 2_000, between: 3_000 },
): Promise<Served> {
  const token = randomBytes(24).toString('base64url')
  const actions = new Actions()
  const pages = new Pages(actions, pace)
  let port = 0
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', url = '', headers } = request
    const admitted = admit(
      {
        method,
        url,
        host: headers.host,
        origin: headers.origin,
        site: [headers['sec-fetch-site']].flat()[0],
      },
      token,
      port,
    )
    if ('why' in admitted) {
      response.writeHead(admitted.status, { ...pageHeaders, 'content-type': 'text/plain' })
      response.end(`${admitted.why}\n`)
    } else await pages.answer(request, response, admitted)
  }
  const server = createServer((request, response) => {
    // What a page cannot show it says itself; what is left is a browser that went away.
    answer(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((done, failed) => {
    server.once('error', failed)
    server.listen(0, '127.0.0.1', done)
  })
  ;({ port } = server.address() as AddressInfo)
  return {
    url: `http://127.0.0.1:${port}/${token}/`,
    actions,
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
