import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mariadb } from '../../functions/engines/mariadb/mariadb.ts'
import { mysql } from '../../functions/engines/mysql/mysql.ts'
import { room } from '../../functions/preflight/room.ts'
import { engineSupported, tls } from '../../functions/preflight/server.ts'
import { facts } from './preflight-scene.ts'

test('engine-supported refuses versions that Drydock does not know', async () => {
  const judge = async (engine: 'mysql' | 'mariadb', version: string) => {
    const database = { query: async () => [{ version }] } as never
    return (await engineSupported({ database, dialect: { mysql, mariadb }[engine] })).level
  }
  for (const version of ['5.7.44-log', '8.0.40', '8.4.3', '9.7.4-2'])
    assert.equal(await judge('mysql', version), 'passed', version)
  for (const version of [
    '10.4.1-MariaDB',
    '10.11.19-MariaDB-0+deb12u1',
    '11.8.2-MariaDB-log',
    '5.5.5-10.6.1-MariaDB',
  ])
    assert.equal(await judge('mariadb', version), 'passed', version)
  for (const version of ['5.7.mysql_aurora.2.11.4', '8.0.32'])
    assert.equal(await judge('mysql', version), 'passed', version)
  for (const version of ['5.6.51', '10.0.1', ''])
    assert.equal(await judge('mysql', version), 'failed', version)
  for (const version of ['10.3.39-MariaDB', '12.0.1-MariaDB'])
    assert.equal(await judge('mariadb', version), 'failed', version)
})

test('tls-on passes an encrypted connection', async () => {
  const database = {
    query: async () => [{ Variable_name: 'Ssl_cipher', Value: 'TLS_AES_256_GCM_SHA384' }],
  } as never
  assert.equal(
    (await tls({ database, dialect: mysql, facts: { ...facts, remote: true } } as never)).level,
    'passed',
  )
})

test('room-sufficient refuses a lack of space, counts possible growth, and warns about unknown sizes', () => {
  const GiB = 2 ** 30
  const level = (freeStorage: number | null, bytes: number, growsTo: number | null = null) =>
    room({ ...facts, freeStorage, storage: 100 * GiB, growsTo }, bytes).level
  assert.equal(level(50 * GiB, 1 * GiB), 'passed')
  assert.equal(level(50 * GiB, 30 * GiB), 'warning')
  assert.equal(level(50 * GiB, 45 * GiB), 'failed')
  assert.equal(level(50 * GiB, 45 * GiB, 200 * GiB), 'warning')
  assert.equal(level(null, 0), 'warning')
  const cluster = room({ ...facts, elastic: true, freeStorage: null, storage: null }, 500 * GiB)
  assert.match(`${cluster.level}: ${cluster.detail}`, /^passed: .*500\.0 GiB.*grows automatically/)
})
