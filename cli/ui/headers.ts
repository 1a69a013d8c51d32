import { createHash } from 'node:crypto'

const common = {
  // The operator's own view of production: nothing of it stays in a cache.
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  // The URL holds the token, so no other site may see it. With "no-referrer" a browser would send
  // "Origin: null" with a form (Fetch, "serializing a request origin"), and the guard refuse it.
  'referrer-policy': 'same-origin',
}

/** Nothing but the page's own files, and no script or style within it. */
export const pageHeaders = {
  ...common,
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; " +
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
}

/** A report has no script. Its styles stand within it, so they are named by their hashes. */
export function reportHeaders(html: string): typeof pageHeaders {
  const styles = new Set<string>()
  for (const [, text = ''] of html.matchAll(/<style>([^]*?)<\/style>/g)) styles.add(text)
  for (const [, text = ''] of html.matchAll(/ style="([^"]*)"/g)) styles.add(text)
  const hashes = [...styles].map(
    (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  )
  return {
    ...common,
    'content-security-policy':
      `default-src 'none'; style-src 'unsafe-hashes' ${hashes.join(' ')}; form-action 'none'; ` +
      "base-uri 'none'; frame-ancestors 'none'; sandbox",
  }
}
