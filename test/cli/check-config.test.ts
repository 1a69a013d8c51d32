import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { test } from 'node:test'
import { exampleSettings } from '../infra/example.ts'
import { drydock } from './drydock.ts'

/** A caller whom AWS does not know. */
const nobody = {
  AWS_CONFIG_FILE: '/nonexistent',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
  AWS_EC2_METADATA_DISABLED: 'true',
}

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
  const next = 'copy it into infra/environments of the project, and there: npx cdk synth '
  assert.ok(right.out.endsWith(`is valid. Next: ${next}-c environment=example`), right.out)
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

test('what check-config says to do next can be typed where it was called', async (t) => {
  const project = process.cwd()
  t.after(() => process.chdir(project))
  const next = async (file: string) =>
    /Next: (.*)$/.exec((await drydock('check-config', file)).out)?.[1]
  const synth = 'npx cdk synth -c environment=example'
  assert.equal(await next('infra/environments/example.json'), synth)
  process.chdir('infra/environments')
  assert.equal(await next('example.json'), `cd ../.. && ${synth}`)
  process.chdir(tmpdir())
  const file = join(project, 'infra/environments/example.json')
  assert.equal(await next(file), `cd ${relative('.', project)} && ${synth}`)
})

test('grants prints the least grants as SQL that can be run as it stands', async (t) => {
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
  // Nothing says the engine, and RDS is not to be asked: a line to type says it. The region is the
  // file's.
  for (const [name, value] of Object.entries(nobody)) {
    const before = process.env[name]
    t.after(() => (before === undefined ? delete process.env[name] : (process.env[name] = before)))
    process.env[name] = value
  }
  const unknown = await drydock('grants', 'example')
  assert.equal(unknown.code, 4)
  const engines = 'mysql, mariadb, postgres, sqlserver, oracle'
  const line = `name one of ${engines}: npx drydock grants example --engine mysql\n`
  const [before, after] = unknown.err.split(line)
  assert.match(before ?? '', /^RDS was asked for the engine, .* To do without AWS, $/)
  assert.match(after ?? '', /^AccessDenied: AWS has no valid credentials of yours/)
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

test('a name in place of a file, and an undo without a run, say what is probably meant', async () => {
  assert.match(
    (await drydock('check-config', 'exampel')).err,
    /\(ENOENT\)\. .* takes a file, not a name: probably infra\/environments\/exampel\.json\.$/,
  )
  assert.match(
    (await drydock('check-config', 'a/b.json')).err,
    /Name an environment file, such as infra\/environments\/example\.json\.$/,
  )
  const undo = await drydock('undo')
  assert.equal(undo.code, 2)
  assert.match(undo.err, /missing required argument 'run'\s+npx drydock status lists the last runs/)
})
