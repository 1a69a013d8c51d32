import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { test } from 'node:test'
import { openEngine } from '../../functions/engines/engines.ts'
import { folderOf } from '../../local/engines/stores.ts'
import { proveServer } from '../../local/prove-server.ts'
import { serverNamed } from '../../local/server-url.ts'
import { schemaStatements } from '../../local/schema/schemas.ts'
import { refusal, refusingListener } from '../engines/oracle/listener.ts'
import { stubInstance } from '../engines/oracle/stub-instance.ts'
import { tdsPeer } from '../engines/sqlserver/tds-peer.ts'

/** As `check`, while this process answers. */
async function checked(url: string): Promise<{ status: number | null; stderr: string }> {
  const file = join(import.meta.dirname, '../../local/check-engine.ts')
  const child = spawn(process.execPath, [file, '--url', url, '--plain'])
  const said: Buffer[] = []
  child.stderr.on('data', (part: Buffer) => said.push(part))
  const [status] = (await once(child, 'close')) as [number | null]
  return { status, stderr: Buffer.concat(said).toString() }
}

const check = (...options: string[]) =>
  spawnSync(
    process.execPath,
    [join(import.meta.dirname, '../../local/check-engine.ts'), ...options],
    {
      encoding: 'utf8',
      env: { ...process.env, MSSQL_URL: '', ORACLE_URL: '' },
    },
  )

test('where no server is named, nothing is proven, and it says so', () => {
  const { status, stdout } = check()
  assert.equal(status, 0)
  assert.match(stdout, /^Skipped: no server is named.*Nothing was proven/)
})

for (const [what, url, words] of [
  ['no database', 'mssql://sa:secret@host', /names no database/],
  ['no user', 'oracle://host:2484/ORCL', /names no user/],
  ['no engine', 'http://sa:secret@host:1433/trial', /names no engine that Drydock knows/],
  ['a port that is none', 'mssql://sa:secret@host:99999/trial', /is no URL/],
  ['port 0', 'oracle://sa:secret@host:0/ORCL', /names port 0/],
  ['a password that is not encoded', 'mssql://sa:secret%@host/trial', /has a % that is not/],
] as const)
  test(`a URL with ${what} is refused, and not shown`, () => {
    assert.throws(
      () => serverNamed(url, true),
      ({ name, message }: Error) =>
        name === 'InvalidInput' &&
        words.test(message) &&
        /Expected <engine>:\/\/user:password@host:port\/database/.test(message) &&
        !message.includes('secret'),
    )
  })

test('what the command is given and cannot use ends it with words, not with a stack', () => {
  const url = 'mssql://sa:pass-word-1@host/trial'
  const { status, stderr } = check('--url', url, '--ca', '/nowhere.pem')
  assert.equal(status, 1)
  assert.match(
    stderr,
    /^InvalidInput: --ca names \/nowhere\.pem, which is not there.*Expected a PEM/,
  )
  assert.doesNotMatch(stderr, /pass-word-1|at file:/)
})

test('a URL names the engine, the port if it is the usual one, and a password with any sign', () => {
  const { engine, address } = serverNamed('mssql://sa:p%40ss@db.example/trial', true)
  assert.equal(engine, 'sqlserver-se')
  assert.deepEqual(address, {
    ...{ host: 'db.example', port: 1433, user: 'sa', password: 'p@ss' },
    ...{ database: 'trial', tls: true },
  })
})

test('each engine that a URL may name has a DDL to be proven on', async () => {
  for (const scheme of ['mssql', 'oracle', 'postgres', 'mysql', 'mariadb']) {
    const { engine } = serverNamed(`${scheme}://user:secret@db.example/trial`, true)
    const statements = await schemaStatements(
      folderOf((await openEngine(engine, 'trial')).engine),
      'apim-4.4.0',
    )
    assert.ok(statements.length > 20, scheme)
  }
})

test('Oracle is tried at the port of its TLS, and as far as a server answers', async () => {
  assert.equal(serverNamed('oracle://u:p@db.example/ORCL', true).address.port, 2484)
  const listener = await refusingListener((socket) => socket.write(refusal(12514)))
  try {
    const { status, stderr } = await checked(`oracle://u:secret@127.0.0.1:${listener.port}/ORCL`)
    assert.equal(status, 1)
    assert.match(stderr, /^DatabaseNotFound: .*NJS-518.*DB name in RDS.*last part of --url/s)
    assert.doesNotMatch(stderr, /secret/)
  } finally {
    await listener.close()
  }
})

test('a wrong password, a server without TLS and a closed port are told apart', async () => {
  const message = "Login failed for user 'sa'."
  const peer = await tdsPeer({ refuses: () => ({ error: 18456, message }) })
  const url = `mssql://sa:pass-word-1@127.0.0.1:${peer.port}/trial`
  const refused = async (of: string, tls: boolean, name: string, words: RegExp) => {
    const error: unknown = await proveServer(serverNamed(of, tls)).catch((one: unknown) => one)
    assert.ok(error instanceof Error)
    assert.equal(error.name, name)
    assert.match(error.message, words)
    assert.doesNotMatch(error.message, /pass-word-1/)
  }
  await refused(url, false, 'AccessDenied', /Login failed.*or correct the secret/)
  await refused(url, true, 'DatabaseUnreachable', /does not offer the TLS/)
  await peer.close()
  await refused(url, false, 'DatabaseUnreachable', /does not answer \(.*ECONNREFUSED/)
  const oracle = `oracle://u:pass-word-1@127.0.0.1:${peer.port}/ORCL`
  await refused(oracle, false, 'DatabaseUnreachable', /nobody listens at this port.*NJS-503/)
})

test('a database of the name that the check makes and drops is refused', async () => {
  const peer = await tdsPeer({})
  try {
    const server = serverNamed(`mssql://sa:secret@127.0.0.1:${peer.port}/Drydock_Check`, false)
    await assert.rejects(proveServer(server), {
      name: 'InvalidInput',
      message: /Drydock_Check .* makes and drops.*Nothing was changed.*another name/,
    })
    assert.equal(
      peer.asked.some((text) => /CREATE|DROP/.test(text)),
      false,
    )
  } finally {
    await peer.close()
  }
})

test('stub: a schema of Oracle with tables is left alone', async () => {
  const { server, changes } = stubInstance('secret')
  const url = `oracle://drydock:secret@${server.host}/ORCL.WSO2`
  await assert.rejects(proveServer(serverNamed(url, true)), {
    name: 'InvalidInput',
    message: /ORCL\.WSO2 has tables \(.*Nothing was changed/,
  })
  assert.deepEqual(changes.own, [])
})

test('stub: what the check makes on Oracle it drops, whatever comes of it', async () => {
  const { server, changes } = stubInstance('secret', { tables: 'none' })
  const url = `oracle://drydock:secret@${server.host}/ORCL`
  // A stub forgets the tables that it is told to make.
  await assert.rejects(proveServer(serverNamed(url, true)), { name: 'NoRuleApplies' })
  const of = (made: RegExp) => changes.own.filter((text) => made.test(text))
  const users = ['"DRYDOCK_CHECK"', '"DRYDOCK_CHECK_COPY"']
  for (const what of ['CREATE USER', 'DROP USER'])
    for (const user of users) assert.ok(of(new RegExp(`${what} ${user} `)).length > 0, user)
  assert.ok(of(/^CREATE TABLE /).length > 20)
  assert.match(changes.own.slice(-2).join(), /DROP USER "DRYDOCK_CHECK" .*DROP USER .*_COPY" /s)
})

test('a database with tables is left alone', async () => {
  const peer = await tdsPeer({
    answers: ({ text }) =>
      / AS found | AS partitioned /.test(text)
        ? { rows: [{ found: { text: '1' }, name: { text: 'ORDERS' }, kind: { text: 'U ' } }] }
        : undefined,
  })
  try {
    const server = serverNamed(`mssql://sa:secret@127.0.0.1:${peer.port}/trial`, false)
    await assert.rejects(proveServer(server), {
      name: 'InvalidInput',
      message: /trial has tables \(ORDERS, …\).*Nothing was changed/,
    })
    assert.equal(
      peer.asked.some((text) => /CREATE|DROP/.test(text)),
      false,
    )
  } finally {
    await peer.close()
  }
})
