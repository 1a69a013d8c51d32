import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { proveServer } from '../../local/prove-server.ts'
import { serverNamed } from '../../local/server-url.ts'
import { tdsPeer } from '../engines/sqlserver/tds-peer.ts'

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

test('a URL that is none is refused without being shown', () => {
  const { status, stderr } = check('--url', 'mssql://sa:secret@host')
  assert.equal(status, 1)
  assert.match(stderr, /^InvalidInput: .*Expected <engine>:\/\/user:password@host:port\/database/)
  assert.doesNotMatch(stderr, /secret/)
})

test('a URL names the engine, the port if it is the usual one, and a password with any sign', () => {
  const { engine, address } = serverNamed('mssql://sa:p%40ss@db.example/trial', true)
  assert.equal(engine, 'sqlserver-se')
  assert.deepEqual(address, {
    ...{ host: 'db.example', port: 1433, user: 'sa', password: 'p@ss' },
    ...{ database: 'trial', tls: true },
  })
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
