import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { readConnectionFile } from '../../local/connection-file.ts'

const folder = await mkdtemp(join(tmpdir(), 'connection-'))
after(() => rm(folder, { recursive: true }))
const left = process.env.DRYDOCK_ENGINES?.split(',')
const wanted = (['mariadb', 'mysql'] as const).filter((one) => left?.includes(one) ?? true)

async function read(content: string, engine: 'mariadb' | 'mysql') {
  const file = join(folder, `${engine}.cnf`)
  await writeFile(file, content)
  return readConnectionFile(file, engine)
}

for (const engine of wanted)
  test(`${engine}: an option file is read as the database's own programs read it`, async () => {
    await writeFile(join(folder, 'more.cnf'), '[client]\nuser = second\nssl-ca = ')
    await writeFile(join(folder, 'ca.pem'), 'PEM')
    await writeFile(
      join(folder, 'more.cnf'),
      `[client]\nuser = second\nssl-ca = ${join(folder, 'ca.pem')}\n`,
    )
    const content =
      '# mine\n[client]\nhost = db.example.com   # ' +
      `there\nport=3307\nuser="first"\npassword='a#b;c=d'\n!include ` +
      `${join(folder, 'more.cnf')}\n[mysqldump]\nuser=other\n`
    assert.deepEqual(await read(content, engine), {
      host: 'db.example.com',
      port: 3307,
      user: 'second',
      password: 'a#b;c=d',
      authorities: 'PEM',
    })
  })

test('a file that names no server is refused: nothing is assumed', async () => {
  const [engine = 'mariadb'] = wanted
  const refused = (content: string, found: RegExp) =>
    assert.rejects(read(content, engine), { name: 'ConnectionFile', message: found })
  await refused('[client]\nuser=root\n', /found no host\. Expected an option file/)
  await refused('[client]\nhost=127.0.0.1\n', /found no user/)
  await refused('[client]\nhost=h\nuser=u\nport=x\n', /found the port "x"/)
  await refused('{"host": "127.0.0.1"}\n', /(found no host|it is not an option file)/)
  await assert.rejects(readConnectionFile(join(folder, 'none'), engine), {
    message: /found no such file/,
  })
})

test('postgres: a connection service file is read as libpq reads it', async () => {
  const file = join(folder, 'pg_service.conf')
  const read = async (content: string) => {
    await writeFile(file, content)
    return readConnectionFile(file, 'postgres')
  }
  await writeFile(join(folder, 'ca.pem'), 'PEM')
  const host = '# mine\n[apim]\nhost=db.example.com\n'
  assert.deepEqual(
    await read(`${host}port=5433\nuser=u\npassword= a#b='c \nsslrootcert=${folder}/ca.pem\n`),
    { host: 'db.example.com', port: 5433, user: 'u', password: " a#b='c ", authorities: 'PEM' },
  )
  assert.equal((await read(`${host}user=u\n`)).port, 5432)
  const refused = (content: string, message: RegExp) =>
    assert.rejects(read(content), { name: 'ConnectionFile', message })
  await refused(host, /found no user\. Expected a connection service file/)
  await refused('host=db\n', /is not a connection service file/)
  await refused(`${host}user=u\n[other]\nhost=x\n`, /several groups \(apim, other\)/)
})
