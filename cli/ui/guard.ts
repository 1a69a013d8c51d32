import { createHash, timingSafeEqual } from 'node:crypto'

/** What a request says of itself, before anything of it is believed. */
export interface Asked {
  readonly method: string
  /** Path and query, as sent. */
  readonly url: string
  readonly host: string | undefined
  readonly origin: string | undefined
  /** Sec-Fetch-Site: browsers say who made them ask; a page cannot set it. */
  readonly site: string | undefined
}
export interface Refused {
  readonly status: number
  readonly why: string
}
/** The way to a page, without the token, such as ['e', 'production', '']. */
export interface Admitted {
  readonly path: readonly string[]
  readonly change: boolean
}

/**
 * Who may speak to the page: whoever holds the URL, from no other page, under no other name. The
 * Host keeps out a name of an attacker's that he lets point to this computer (DNS rebinding); the
 * Origin keeps out forms and scripts of other pages, even if they knew the token.
 */
export function admit(asked: Asked, token: string, port: number): Admitted | Refused {
  const { method, url, host = '', origin, site } = asked
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  if (!hosts.includes(host))
    return refused(403, `This page answers to ${hosts.join(' and ')} only.`)
  const change = method === 'POST'
  if (!change && method !== 'GET') return refused(405, 'This page takes GET and POST only.')
  if (origin === undefined ? change : origin !== `http://${host}`)
    return refused(403, 'Another page asked for this, or the browser did not say which one.')
  if (site !== undefined && site !== 'same-origin' && (change || site !== 'none'))
    return refused(403, 'Another page asked for this.')
  const [first = '', ...path] = segmentsOf(url)
  if (!isSame(first, token))
    return refused(403, 'This address lacks the token of the one that drydock ui has printed.')
  return { path, change }
}

const refused = (status: number, why: string): Refused => ({ status, why })

/** Decoded; none if one of them cannot be, or would be read as a way of its own. */
function segmentsOf(url: string): readonly string[] {
  const [path = ''] = url.split(/[?#]/)
  try {
    const found = path.split('/').slice(1).map(decodeURIComponent)
    return found.some((one) => /[/\\]|^\.+$/.test(one)) ? [] : found
  } catch {
    return []
  }
}

/** In a time that tells nothing of where they differ. */
function isSame(one: string, other: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(one), hash(other))
}
