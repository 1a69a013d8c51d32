import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, test } from 'node:test'
import { cloud, folder, setSwitch } from './deployed.ts'
import { drydock } from './drydock.ts'

beforeEach(() => setSwitch('{"stop": false}'))

test('a purge that the environment does not allow, and a rule that there is not, start nothing', async () => {
  const forbidden = await drydock('run', '--mode', 'purge', '--yes')
  assert.match(forbidden.err, /^ProductionNotAllowed: The environment test does not have "allowP/)
  const rule = await drydock('run', '--rule', 'token')
  assert.deepEqual([forbidden.code, rule.code], [1, 2])
  assert.match(rule.err, /There is no rule "token"; did you mean "tokens"\? docs\/rules\.md lists/)
  const part = /There is no rule "accesstokens"; did you mean "tokens"\?/
  assert.match((await drydock('run', '--rule', 'accesstokens')).err, part)
  assert.match((await drydock('sql', '--rule', 'accesstokens')).err, part)
  assert.match((await drydock('sql')).err, /^InvalidInput: Expected --connection with an option/)
  assert.equal((await drydock('status')).out.includes('No run yet'), true)
})

test('an undo of a run, a rule, a source or a table that there is not starts nothing', async () => {
  const account = { done: true, databases: [{ database: 'apim', batches: 1, milliseconds: 1 }] }
  const tables = [{ table: 'IDN_OAUTH2_ACCESS_TOKEN', rows: 1, old: 1, hash: '0' }]
  const kept = { ...account, progress: null, databases: [{ ...account.databases[0], tables }] }
  const place = join(folder, 'buckets', 'evidence', 'runs', 'week-9', 'production')
  await mkdir(place, { recursive: true })
  await writeFile(join(place, 'purge-production.json'), JSON.stringify(kept))
  for (const [words, code, said] of [
    [
      ['week-8'],
      2,
      /^RunNotFound: No run "week-8" is known in test\. Start one with drydock run\./,
    ],
    [['week-9', '--rule', 'token'], 2, /no rule "token" to undo; did you mean "tokens"\? Expected/],
    [['week-9', '--source', 'prodction'], 2, /no source "prodction".*mean "production"\? Expected/],
    [
      ['week-9', '--table', 'IDN_OAUTH2_ACCES_TOKEN'],
      2,
      /no table "IDN_OAUTH2_ACCES_TOKEN".*mean "IDN_OAUTH2_ACCESS_TOKEN"\?.* Nothing was changed/,
    ],
  ] as const) {
    const answer = await drydock('undo', ...words)
    assert.equal(answer.code, code, answer.err)
    assert.match(answer.err, said)
  }
  assert.equal(cloud.executions.size, 0)
})
