import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import type { DatabaseServer } from '../../local/server/server-software.ts'
import { engines, sharedDatabase } from '../seed/engines.ts'
import { cloud, folder } from './deployed.ts'
import { drydock } from './drydock.ts'
import { areGolden } from './transcript.ts'

// What sql prints, whole, of a database of WSO2's; test/engines/golden has the other engines' SQL.

const [on = assert.fail('no engine')] = engines.filter(({ name }) => name === 'MariaDB')
/** Instants, as dates and as numbers since 1970. */
const settled = (text: string): string =>
  text
    .replaceAll(folder, '<folder>')
    .replaceAll(/\d{4}-\d\d-\d\d[T ][\d:.]+Z?/g, '<instant>')
    .replaceAll(/'\d{10,}'/g, "'<instant>'")

describe('sql', { skip: on.skip }, () => {
  sharedDatabase(on, 'apim', ['apim-2.5.0'])

  test('prints the statements of a batch, and with --explain the plan of the first one', async (t) => {
    const { hostname, port, username, password } = new URL(on.url ?? '')
    const file = join(folder, 'client.cnf')
    const login = { host: hostname, port, user: username, password: decodeURIComponent(password) }
    const lines = Object.entries(login).map(([key, value]) => `${key}=${value}`)
    await writeFile(file, ['[client]', ...lines, ''].join('\n'))
    cloud.rds.addInstance('production', {
      ...{ engine: 'mariadb', version: '10.11.0', host: hostname, port: Number(port) },
      ...{ rootUser: username, ended: new Promise(() => undefined) },
    } as unknown as DatabaseServer)
    await areGolden(
      t,
      'sql',
      settled,
      `sql --rule jtis --connection ${file} --explain`,
      `sql --rule registry-log --connection ${file}`,
      `sql --rule jti --connection ${file}`,
      `sql --connection ${folder}/none.cnf`,
    )
    const said = async (changes: Partial<typeof login>) => {
      const changed = Object.entries({ ...login, ...changes }).map((one) => one.join('='))
      await writeFile(join(folder, 'wrong.cnf'), ['[client]', ...changed, ''].join('\n'))
      return (await drydock('sql', '--connection', join(folder, 'wrong.cnf'))).err
    }
    assert.match(
      await said({ password: 'wrong' }),
      /^AccessDenied: .* refuses root \(.*\)\. Correct user .*wrong\.cnf, or grant the user/,
    )
    assert.match(
      await said({ port: '9' }),
      /^DatabaseUnreachable: .*:9 does not answer \(ECONNREFUSED\)\. Check that the server runs/,
    )
  })
})
