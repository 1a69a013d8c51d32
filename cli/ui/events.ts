import type { ServerResponse } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { faultOf } from './fault.ts'
import { pageHeaders } from './headers.ts'
import { versionOf, type Shown } from './part.ts'

/**
 * Sends the parts of a page that have changed, until the browser has enough.
 * @param between ms between two looks.
 */
export async function sendEvents(
  response: ServerResponse,
  look: () => Promise<Shown>,
  between: number,
): Promise<void> {
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  response.writeHead(200, { ...pageHeaders, 'content-type': 'text/event-stream' })
  const send = (event: string, data: unknown) =>
    response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  const sent = new Map<string, string>()
  while (!gone.signal.aborted) {
    try {
      const { parts, said } = await look()
      for (const one of parts) {
        const version = versionOf(one)
        if (sent.get(one.id) === version) continue
        sent.set(one.id, version)
        send('part', { id: one.id, version, html: one.html })
      }
      send('said', said)
      send('as-of', null)
    } catch (thrown) {
      send('fault', faultOf(thrown))
    }
    // Ended by the browser: there is nobody to wait for.
    await setTimeout(between, undefined, { signal: gone.signal }).catch(() => undefined)
  }
  response.end()
}
