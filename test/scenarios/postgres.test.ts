import assert from 'node:assert/strict'
import { execFile, execFileSync, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import pg from 'pg'
import { readServiceFile } from '../../local/engines/postgres/connection.ts'
import { storeOf } from '../../local/engines/postgres/store.ts'
import type { Truth } from '../../local/seed/truth.ts'
import { verifyTruth } from '../../local/seed/verify-truth.ts'
import { pattern } from '../pattern.ts'
import { startAndWatch, start } from './whole-machine.ts'

// PostgreSQL's own ways through the whole machine, whatever engine the other scenarios run on.

const now = '2025-03-04T05:06:07.891Z'
const dumps = join(import.meta.dirname, '../local/dumps')
const restores = (() => {
  try {
    return execFileSync('pg_restore', ['--version'], { encoding: 'utf8' }) !== ''
  } catch {
    return false
  }
})()

// Made by pg_dump 15 of apim-2.5.0 in the schema wso2: a token that is dead, and one that lives.
for (const [format, file] of [
  ['plain', 'schema-wso2.sql'],
  ['custom', 'schema-wso2.dump'],
  ['tar', 'schema-wso2.tar'],
] as const)
  test(`a ${format} dump with its tables in another schema is rehearsed on, and the settings for it are told`, {
    skip: format !== 'plain' && !restores && 'pg_restore is not on PATH',
  }, async () => {
    const { code, output, report } = await start('--dump', join(dumps, file))
    assert.equal(code, 0, output)
    assert.match(
      output,
      /tables are in the schema wso2: .* "databases": \[\{"name":"…","schema":"wso2"\}\]/,
    )
    assert.deepEqual(
      report?.rules
        .filter(({ table }) => table === 'idn_oauth2_access_token')
        .map(({ database, before, productionDeleted, after }) => [
          database,
          before,
          productionDeleted,
          after,
        ]),
      [['apim_db.wso2', 2, 1, 1]],
    )
  })

test('--keep leaves a purged PostgreSQL to put rows back into: by key, by rule, by time and all', async () => {
  let seen = ''
  let looked: Promise<number> | undefined
  const { code, output } = await startAndWatch(
    (text, child) => {
      seen += text
      const found = pattern(
        /runs until Ctrl-C on 127\.0\.0\.1:(\d+): (.*)\n/,
        /.*to put the deleted rows back: (npm run undo .*--connection (\S+).*)\n/,
      ).exec(seen)
      if (found !== null) looked ??= look(child, found)
    },
    ...['--engine', 'postgres', '--keep', '--now', now],
  )
  assert.equal(code, 130, output)
  assert.ok(looked, output)
  const port = await looked
  assert.match(output, /every other row is as seeded[^]*production runs until Ctrl-C/)
  const gone = new pg.Client({ host: '127.0.0.1', port, user: 'postgres' })
  await assert.rejects(gone.connect(), { code: 'ECONNREFUSED' }, 'no server is left')
})

/** Connects as the output says, undoes piece by piece, and presses Ctrl-C. @returns the port. */
async function look(
  child: ChildProcess,
  [, port = '', command = '', undo = '', service = '']: RegExpExecArray,
): Promise<number> {
  try {
    const shell = (words: string) =>
      promisify(execFile)('sh', ['-c', words], { cwd: join(import.meta.dirname, '../..') })
    assert.match(command, /service=drydock/)
    const { host, user, password } = await readServiceFile(service)
    const client = new pg.Client({ host, port: Number(port), user, password, database: 'apim_db' })
    await client.connect()
    const store = storeOf(client)
    const truth: Truth = {
      tokens: 1000,
      seed: 1,
      now: Date.parse(now),
      engine: 'postgres',
      schema: 'apim-2.5.0',
      families: ['tokens'],
      bystanders: [],
    }
    const wrong = async (kind: string, changed = true) =>
      (await verifyTruth(store, truth, new Set(), changed)).filter((one) => one.kind === kind)
    // The client changed some of the living; none of the dead came back.
    assert.deepEqual(await wrong('should be gone'), [])
    const run = async (words: string) => (await shell(`${undo}${words}`)).stdout
    assert.match(await run(''), /Nothing was changed on 127\.0\.0\.1:\d+ as postgres\. Add --apply/)
    await assert.rejects(run(' --apply'), /To run without a terminal, add --yes/)
    const gone = await wrong('should be there', false)
    const key = gone.find(({ table }) => table === 'IDN_OAUTH2_ACCESS_TOKEN')?.key ?? assert.fail()
    const count = async () => {
      const { rows } = await client.query<{ n: string }>(
        'SELECT COUNT(*) AS n FROM idn_oauth2_access_token',
      )
      return Number(rows[0]?.n)
    }
    const purged = await count()
    assert.match(
      await run(` --table IDN_OAUTH2_ACCESS_TOKEN --key ${key} --apply --yes`),
      /1 row was put back on/,
    )
    assert.equal(await count(), purged + 1)
    await assert.rejects(run(' --key nope'), /ArchiveMissing: .*no deleted row with that key/)
    await run(' --rule codes --apply --yes')
    assert.equal(await count(), purged + 1, 'another rule than the tokens')
    await run(' --until 2020-01-01 --apply --yes').catch((error: Error) =>
      assert.match(error.message, /ArchiveMissing/),
    )
    assert.equal(await count(), purged + 1, 'nothing was deleted before then')
    assert.match(await run(' --apply --yes'), /rows were put back on/)
    assert.match(await run(' --apply --yes'), /Nothing was put back on .* were already there\./)
    assert.deepEqual(await wrong('should be there', false), [])
    await client.end()
    return Number(port)
  } finally {
    child.kill('SIGINT')
  }
}
