import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite, after, before, test } from 'node:test'
import pg from 'pg'
import { ask } from '../../../functions/engines/database.ts'
import { serverQuestions } from '../../../functions/engines/postgres/server-questions.ts'
import { leadTo, makeAuthority, name, noAuthority, other } from '../authority.ts'
import { at, open, skip as noServer } from './server.ts'

const refused = (why: RegExp) => ({ name: 'DatabaseUnreachable', message: why })

suite('TLS of PostgreSQL', { skip: noServer === false ? noAuthority : noServer }, () => {
  let client: pg.Client
  let folder: string
  let own: string
  let foreign: string
  /** Its server may read no file of this user: it writes its own. */
  const write = async (file: string) => {
    const lines = readFileSync(join(folder, file), 'utf8').trimEnd().split('\n')
    const values = lines.map((line) => `('${line}')`).join(', ')
    await client.query(`COPY (VALUES ${values}) TO PROGRAM 'umask 077; cat > drydock-${file}'`)
  }
  const setting = async (statements: readonly string[]) => {
    for (const statement of statements) await client.query(statement)
    const loaded = async () =>
      String((await client.query('SELECT pg_conf_load_time()::text AS at')).rows[0]?.at)
    const before = await loaded()
    await client.query('SELECT pg_reload_conf()')
    while ((await loaded()) === before) await new Promise((resolve) => setTimeout(resolve, 20))
    // The server loads its certificate after its settings.
    await new Promise((resolve) => setTimeout(resolve, 200))
  }

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'drydock-tls-'))
    own = makeAuthority(folder, 'own')
    foreign = makeAuthority(folder, 'foreign')
    const { host, port, user, password } = at(null)
    client = new pg.Client({ host, port, user, password, database: 'postgres' })
    await client.connect()
    await write('own.pem')
    await write('own.key')
    await setting([
      "ALTER SYSTEM SET ssl_cert_file = 'drydock-own.pem'",
      "ALTER SYSTEM SET ssl_key_file = 'drydock-own.key'",
      'ALTER SYSTEM SET ssl = on',
    ])
    leadTo(host)
  })
  after(async () => {
    leadTo(null)
    await setting(
      ['ssl', 'ssl_cert_file', 'ssl_key_file'].map((one) => `ALTER SYSTEM RESET ${one}`),
    )
    await client.query("COPY (SELECT 1) TO PROGRAM 'rm -f drydock-own.pem drydock-own.key'")
    await client.end()
    rmSync(folder, { recursive: true })
  })
  const dial = (changes: object) =>
    open(null, { host: name, tls: true, authorities: own, ...changes })

  test("the environment's own authority and the server's own name: the connection is encrypted", async () => {
    const database = await dial({})
    try {
      assert.match(await ask(database, serverQuestions.cipher), /^TLS_/)
    } finally {
      await database.close()
    }
  })

  test("another server's name, of the same authority, gets no password", async () => {
    await assert.rejects(dial({ host: other }), refused(/does not match certificate's altnames/))
  })

  test("another authority gets no password, nor does one that is not in the driver's bundle", async () => {
    const unknown = refused(/unable to verify|unable to get (local )?issuer|self.signed/)
    await assert.rejects(dial({ authorities: foreign }), unknown)
    await assert.rejects(dial({ authorities: undefined }), unknown)
  })
})
