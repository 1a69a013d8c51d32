import { request } from 'node:http'
import { serveUi } from '../../cli/ui/serve.ts'
import { after } from 'node:test'

// The page over real HTTP, with headers that no browser would let a page set.

export const served = await serveUi({ remember: 0, between: 100 })
after(() => served.close())
const { port, pathname } = new URL(served.url)
export const host = `127.0.0.1:${port}`
export const token = pathname.slice(1, -1)

export interface Got {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}
interface Sent {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** @param path after the token, or from the root if it begins with a slash. */
export const ask = (path: string, { method, headers, body }: Sent = {}): Promise<Got> =>
  new Promise((done, failed) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port,
        path: path.startsWith('/') ? path : `${pathname}${path}`,
        method: method ?? 'GET',
        headers: { host, ...headers },
      },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk) => (text += chunk))
        response.on('end', () =>
          done({ status: response.statusCode ?? 0, headers: response.headers, text }),
        )
      },
    )
    asked.on('error', failed)
    asked.end(body)
  })

/** Sends a form as the page's own would be sent. */
export const send = (path: string, fields: Record<string, string>, headers = {}): Promise<Got> =>
  ask(path, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      origin: `http://${host}`,
      'sec-fetch-site': 'same-origin',
      ...headers,
    },
    body: new URLSearchParams(fields).toString(),
  })

/** An event that a browser was sent. */
export interface Heard {
  readonly event: string
  readonly data: { readonly id: string; readonly html: string } | null
}

/** The events up to the next of a kind. */
export function eventsOf({ body }: Response): (last: (one: Heard) => boolean) => Promise<Heard[]> {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  return async (last) => {
    const found: Heard[] = []
    for (;;) {
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const [, event = '', data = ''] = /^event: (.*)\ndata: (.*)$/.exec(text.slice(0, end)) ?? []
        text = text.slice(end + 2)
        const one: Heard = { event, data: JSON.parse(data) }
        found.push(one)
        if (last(one)) return found
      }
      const { value, done } = (await reader?.read()) ?? { value: undefined, done: true }
      if (done || value === undefined) return found
      text += value
    }
  }
}
