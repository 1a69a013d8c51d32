import assert from 'node:assert/strict'
import dns from 'node:dns'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, mock, suite, test } from 'node:test'
import { createServer, type Server } from 'node:tls'
import oracledb from 'oracledb'
import { oracle } from '../../../functions/engines/oracle/oracle.ts'
import { makeAuthority, name, noAuthority, other } from '../authority.ts'
import { refusal } from './listener.ts'

/**
 * The real driver's TCPS, up to the listener's answer: whoever gets that has shown a certificate
 * that the driver trusts. No database stands behind it.
 */
suite('TCPS of Oracle', { skip: noAuthority }, () => {
  let folder: string
  let own: string
  let foreign: string
  let server: Server
  /** Packets that came over a connection the driver trusted. */
  let told = 0

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'drydock-tls-'))
    own = makeAuthority(folder, 'own', 'rsa')
    foreign = makeAuthority(folder, 'foreign')
    const read = (file: string) => readFileSync(join(folder, file))
    // What RDS's option SSL speaks unless told otherwise: this cipher, and TLS 1.2 at most (RDS
    // guide, "Cipher suites for the Oracle SSL option").
    const rds = { ciphers: 'AES256-SHA', maxVersion: 'TLSv1.2' } as const
    const pair = { cert: read('own.pem'), key: read('own.key') }
    server = createServer({ ...pair, ...rds }, (socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () => {
        told++
        socket.write(refusal(12514))
      })
    })
    server.on('tlsClientError', () => undefined)
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    // The driver looks a name up by itself, and connects to what it finds (sqlnet/navNodes.js).
    mock.method(dns.promises, 'lookup', async () => [{ address: '127.0.0.1', family: 4 }])
  })
  after(async () => {
    mock.restoreAll()
    await new Promise((done) => server.close(done))
    rmSync(folder, { recursive: true })
  })
  const dial = (host: string, authorities: string | undefined) =>
    oracle.open({
      host,
      port: (server.address() as AddressInfo).port,
      user: 'drydock',
      password: 'secret',
      database: 'ORCL',
      tls: true,
      authorities,
    })
  const untrusted = { name: 'DatabaseUnreachable', message: /TLS.*No password was sent/s }

  test('a wallet that holds authorities alone is refused by the driver, before anything is sent', async () => {
    const { port } = server.address() as AddressInfo
    const connectString = `tcps://${name}:${port}/ORCL`
    const to = { user: 'drydock', password: 'secret', connectString, walletContent: own }
    await assert.rejects(oracledb.getConnection(to), { code: 'NJS-505' })
    assert.equal(told, 0)
  })

  // Before the own one: what the process trusts, it goes on to trust.
  test('an authority that is not named is not trusted, nor one beside it', async () => {
    await assert.rejects(dial(name, undefined), untrusted)
    await assert.rejects(dial(name, foreign), untrusted)
    assert.equal(told, 0)
  })

  test("the environment's own authority and the server's own name: the listener answers", async () => {
    await assert.rejects(dial(name, own), { name: 'DatabaseNotFound', message: /NJS-518/ })
    assert.equal(told, 1)
  })

  test("another server's name, of the same authority, is told nothing", async () => {
    await assert.rejects(dial(other, own), untrusted)
    assert.equal(told, 1)
  })
})
