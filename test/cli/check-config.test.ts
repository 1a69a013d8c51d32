import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { exampleSettings } from '../infra/example.ts'
import { drydock } from './drydock.ts'

test('check-config lists all faults of a file at once', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'config-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'example.json')
  const check = async (content: string) => {
    writeFileSync(file, content)
    return drydock('check-config', file)
  }
  const right = await check(JSON.stringify(exampleSettings()))
  assert.deepEqual([right.code, right.err], [0, ''])
  assert.match(right.out, /is valid\. Next: npx cdk synth -c environment=example$/)
  const wrong = await check(
    JSON.stringify({ ...exampleSettings(), mode: 'perge', keepSnapshot: 3 }),
  )
  assert.equal(wrong.code, 1)
  assert.match(wrong.out, /: 2 faults\n {2}\S/)
  assert.match(wrong.out, /mode: found "perge", expected one of "plan", "rehearse", "purge"/)
  assert.match(wrong.out, /keepSnapshot: found 3, expected no key of this name/)
  assert.match((await check('{\n')).out, /1 fault\n {2}line 2, column 1: expected "}"/)
  const odd = await check(
    JSON.stringify({ ...exampleSettings(), mode: 'purge', allowProductionPurge: true })
      .replace('"shareddb"', '"apim db;"')
      .replace(/,"window":\{.*?\},"approval":\{.*?\}/, ''),
  )
  assert.equal(odd.code, 0, odd.out)
  assert.match(
    odd.out,
    /^warning: mode: found "purge" without "window" and "approval": each weekly/,
  )
  assert.match(
    odd.out,
    /^warning: sources\[1\].*: found "apim db;", with " " and ";" in it\. .*\.$/m,
  )
  assert.match(odd.out, /is valid\. Next: /)
  assert.equal((await check('{')).code, 1)
  const json = await drydock('check-config', file, '--json')
  assert.deepEqual([JSON.parse(json.out).faults.length, JSON.parse(json.out).warnings], [1, []])
  const none = await drydock('check-config', join(folder, 'none.json'))
  assert.equal(none.code, 2)
  assert.match(none.err, /^InvalidInput: The file .*none\.json cannot be read \(ENOENT\)\. Name an/)
})

test('grants prints the least grants as SQL that can be run as it stands', async () => {
  const mysql = await drydock('grants', 'example', '--engine', 'mysql', '--user', "'purge'@'10.%'")
  assert.equal(mysql.code, 0)
  assert.equal(
    mysql.out.split('\n').slice(0, 4).join('\n'),
    [
      "-- apim-production (mysql), for 'purge'@'10.%'",
      '-- apimgtdb',
      "GRANT SELECT, DELETE, INSERT ON `apimgtdb`.* TO 'purge'@'10.%';",
      "GRANT PROCESS ON *.* TO 'purge'@'10.%';",
    ].join('\n'),
  )
  for (const engine of ['postgres', 'sqlserver'])
    for (const line of (await drydock('grants', 'example', '--engine', engine)).out.split('\n'))
      assert.match(line, /^(?:--.*|GRANT [^;()]+ TO drydock;(?: {3}-- .*)?)$/)
  const none = await drydock('grants', 'exampel', '--engine', 'mysql')
  assert.equal(none.code, 2)
  assert.match(
    none.err,
    /^InvalidInput: There is no file infra\/environments\/exampel\.json; did you mean "example"\? /,
  )
  assert.match(
    (await drydock('grants')).err,
    /^InvalidInput: Name an environment\. Expected one of /,
  )
})
