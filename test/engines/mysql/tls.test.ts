import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import dns from 'node:dns'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { createConnection } from 'mysql2/promise'
import { openDatabase, type Opened } from '../../../functions/engines/mysql/connection.ts'
import { tls as tlsOn } from '../../../functions/preflight/server.ts'
import { mariadb } from '../../../functions/engines/mariadb/mariadb.ts'
import { openScratch } from '../../../local/scratch.ts'
import { findSoftware } from '../../../local/server/find-software.ts'
import type { DatabaseServer } from '../../../local/server/server-software.ts'

const scratch = openScratch()
after(() => scratch.close())
const skip =
  spawnSync('openssl', ['version']).status === 0
    ? false
    : 'openssl is not installed: no authority to make certificates of was to be had'
const name = 'production.c0ffee.il-central-1.rds.amazonaws.com'
const { lookup } = dns
/** A name that leads to the server, whose certificate is of `name` alone. */
const other = 'other.c0ffee.il-central-1.rds.amazonaws.com'
const folder = join(scratch.folder, 'certificates')

/** An authority and, of it, a certificate for a name. @returns the authority's certificate. */
function makeAuthority(id: string): string {
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
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

let server: DatabaseServer
let own: string
let foreign: string
before(async () => {
  if (skip !== false) return
  mkdirSync(folder)
  own = makeAuthority('own')
  foreign = makeAuthority('foreign')
  const software = await findSoftware('mariadb', console.log)
  const dataDirectory = join(scratch.folder, 'tls')
  await software.initialize(dataDirectory)
  server = await software.start({
    dataDirectory,
    settings: { ssl_cert: join(folder, 'own.pem'), ssl_key: join(folder, 'own.key') },
  })
  Object.assign(dns, {
    lookup: (asked: string, ...rest: unknown[]): unknown =>
      Reflect.apply(lookup, dns, [[name, other].includes(asked) ? server.host : asked, ...rest]),
  })
})
after(() => Object.assign(dns, { lookup }))

const open = (changes: Partial<Opened>) =>
  openDatabase({
    host: name,
    port: server.port,
    user: 'root',
    password: server.rootPassword,
    database: 'mysql',
    dialect: mariadb,
    tls: true,
    authorities: own,
    ...changes,
  })
const refused = (why: RegExp) => ({ name: 'DatabaseUnreachable', message: why })

test("the environment's own authority and the server's own name: the connection is encrypted", {
  skip,
}, async () => {
  const database = await open({})
  try {
    const scene = { database, dialect: mariadb, facts: { remote: true } } as never
    const { level, detail } = await tlsOn(scene)
    assert.equal(level, 'passed')
    assert.match(detail, /^The connection is encrypted \(TLS_/)
  } finally {
    await database.close()
  }
})

test("another server's name, of the same authority, gets no password", { skip }, async () => {
  await assert.rejects(open({ host: other }), refused(/does not match certificate's altnames/))
  // It is the name alone: a client that does not look at it is let in.
  const connection = await createConnection({
    host: other,
    port: server.port,
    user: 'root',
    password: server.rootPassword,
    ssl: { ca: own },
  })
  await connection.end()
})

test("another authority gets no password, nor does one that is not in the driver's bundle", {
  skip,
}, async () => {
  const unknown = refused(/unable to verify|unable to get (local )?issuer|self.signed/)
  await assert.rejects(open({ authorities: foreign }), unknown)
  await assert.rejects(open({ authorities: undefined }), unknown)
})
