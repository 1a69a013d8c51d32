import type { IncomingMessage } from 'node:http'
import { NamedError } from '../../functions/contract/errors.ts'

/** More than any form of the page holds. */
const most = 10_000

/** The fields of a form that was sent. @throws NamedError InvalidInput */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('application/x-www-form-urlencoded'))
    throw new NamedError('InvalidInput', 'Found no form of this page. Nothing was changed.')
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk
    if (text.length > most)
      throw new NamedError('InvalidInput', 'The form holds too much. Nothing was changed.')
  }
  return new URLSearchParams(text)
}
