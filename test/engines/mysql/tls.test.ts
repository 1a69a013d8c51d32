import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { createConnection } from 'mysql2/promise'
import { openDatabase, type Opened } from '../../../functions/engines/mysql/connection.ts'
import { tls as tlsOn } from '../../../functions/preflight/server.ts'
import { mariadb } from '../../../functions/engines/mariadb/mariadb.ts'
import { leadTo, makeAuthority, name, noAuthority as skip, other } from '../authority.ts'
import { openScratch } from '../../../local/scratch.ts'
import { findSoftware } from '../../../local/server/find-software.ts'
import type { DatabaseServer } from '../../../local/server/server-software.ts'

const scratch = openScratch()
after(() => scratch.close())
const folder = join(scratch.folder, 'certificates')

let server: DatabaseServer
let own: string
let foreign: string
before(async () => {
  if (skip !== false) return
  mkdirSync(folder)
  own = makeAuthority(folder, 'own')
  foreign = makeAuthority(folder, 'foreign')
  const software = await findSoftware('mariadb', console.log)
  const dataDirectory = join(scratch.folder, 'tls')
  await software.initialize(dataDirectory)
  server = await software.start({
    dataDirectory,
    settings: { ssl_cert: join(folder, 'own.pem'), ssl_key: join(folder, 'own.key') },
  })
  leadTo(server.host)
})
after(() => leadTo(null))

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

test('a COMMIT whose answer TLS does not take may have been carried out', { skip }, async () => {
  let damaged = false
  const between = createServer((near) => {
    const far = connect(server.port, server.host)
    far.on('data', (data) => {
      // The last bytes are of what was encrypted, never of the length.
      if (damaged) data[data.length - 1] = (data.at(-1) ?? 0) ^ 1
      near.write(data)
    })
    near.on('data', (data) => far.write(data))
    near.on('error', () => undefined).on('close', () => far.destroy())
    far.on('error', () => undefined).on('close', () => near.destroy())
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => between.once('listening', resolve))
  const database = await open({ port: (between.address() as AddressInfo).port })
  const asked = (text: string) => ({ text, values: [] })
  try {
    await database.execute(asked('CREATE TABLE doubted (n INT)'))
    const adding = database.transaction(async (within) => {
      await within.execute(asked('INSERT INTO doubted VALUES (1)'))
      damaged = true
    })
    await assert.rejects(adding, { name: 'DatabaseTrouble', kind: 'connection lost' })
    damaged = false
    assert.equal((await database.query(asked('SELECT n FROM doubted'))).length, 1)
  } finally {
    await database.close()
    between.close()
  }
})
