import { execFileSync, spawnSync } from 'node:child_process'
import dns from 'node:dns'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Why no certificate can be made; false where one can. */
export const noAuthority =
  spawnSync('openssl', ['version']).status === 0
    ? false
    : 'openssl is not installed: no authority to make certificates of was to be had'
/** As RDS names a server. */
export const name = 'production.c0ffee.il-central-1.rds.amazonaws.com'
/** A name that leads to the server, whose certificate is of `name` alone. */
export const other = 'other.c0ffee.il-central-1.rds.amazonaws.com'

const { lookup } = dns
/** Both names lead to the host until it is called with none. */
export const leadTo = (host: string | null): unknown =>
  Object.assign(dns, {
    lookup:
      host === null
        ? lookup
        : (asked: string, ...rest: unknown[]): unknown =>
            Reflect.apply(lookup, dns, [[name, other].includes(asked) ? host : asked, ...rest]),
  })

/** An authority and, of it, a certificate for a name. @returns the authority's certificate. */
export function makeAuthority(folder: string, id: string, kind: 'ec' | 'rsa' = 'ec'): string {
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  const key =
    kind === 'rsa'
      ? ['-newkey', 'rsa:2048', '-nodes']
      : ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  openssl(
    'req',
    '-x509',
    ...key,
    '-keyout',
    `${id}-ca.key`,
    '-out',
    `${id}-ca.pem`,
    '-days',
    '2',
    '-subj',
    `/CN=Amazon RDS il-central-1 Root CA ${id} G1`,
  )
  openssl(
    'req',
    ...key,
    '-keyout',
    `${id}.key`,
    '-out',
    `${id}.csr`,
    '-subj',
    `/CN=${name}`,
    '-addext',
    `subjectAltName=DNS:${name}`,
  )
  openssl(
    'x509',
    '-req',
    '-in',
    `${id}.csr`,
    '-CA',
    `${id}-ca.pem`,
    '-CAkey',
    `${id}-ca.key`,
    '-CAcreateserial',
    '-days',
    '2',
    '-copy_extensions',
    'copy',
    '-out',
    `${id}.pem`,
  )
  return readFileSync(join(folder, `${id}-ca.pem`), 'utf8')
}
