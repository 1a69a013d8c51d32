import { request as http } from 'node:http'
import { request as https } from 'node:https'

export interface Answer {
  readonly status: number
  readonly text: string
}
export interface Asked {
  readonly port: number
  readonly path: string
  readonly authorization?: string
  /** Sent as a POST form; absent for a GET. */
  readonly form?: Readonly<Record<string, string>>
}
/** Sends a request to the application. Throws if there is no answer. */
export type Ask = (asked: Asked) => Promise<Answer>

/**
 * Sends requests over the network. Certificates are not checked: the container uses the certificate
 * of its image, and the address is the one that ECS gave this run's own task.
 */
export const askAt =
  (protocol: 'https' | 'http', host: string): Ask =>
  ({ port, path, authorization, form }) =>
    new Promise((resolve, reject) => {
      const body = form && new URLSearchParams(form).toString()
      const headers = {
        ...(authorization !== undefined && { authorization }),
        ...(body !== undefined && {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(body),
        }),
      }
      const options = {
        host,
        port,
        path,
        method: body === undefined ? 'GET' : 'POST',
        headers,
        signal: AbortSignal.timeout(20_000),
      }
      const sent = (
        protocol === 'https' ? https({ ...options, rejectUnauthorized: false }) : http(options)
      )
        .once('error', reject)
        .once('response', (response) => {
          let text = ''
          response
            .setEncoding('utf8')
            .on('data', (part: string) => (text += part))
            .once('end', () => resolve({ status: response.statusCode ?? 0, text }))
            .once('error', reject)
        })
      sent.end(body)
    })
