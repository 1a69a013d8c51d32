import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { Option } from 'commander'
import { notHere } from '../../local/engines/engines.ts'
import { keptByNpm } from '../../local/kept-by-npm.ts'
import { settingsOf, workflowFor } from '../../local/laptop.ts'
import { refusedOptions } from '../../local/refused-options.ts'
import { systemTrouble } from '../../local/system-trouble.ts'

test('settings that are no settings are refused with what was found and what was expected', () => {
  for (const [typed, said] of [
    ['[]', /found a list/],
    ['null', /found null/],
    ['"purge"', /found "purge"/],
    ['{', /JSON/],
    ['{"limit": {}}', /unknown setting "limit"; did you mean "limits"\?/],
    ['{"sources": []}', /sources cannot be set here; use the other options/],
    ['{"smokeTest": {}}', /smokeTest cannot be set here; use the other options/],
    ['{"safePeriod": "2 hours"}', /safePeriod: found "2 hours", expected a duration such as/],
    ['{"network": {}}', /: network has no effect on this computer, since nothing is deployed/],
    ['{"schedule": {}, "name": "x"}', /schedule has no effect[^]*name cannot be set here/],
    ['{"rules": {"token": {}}}', /unknown rule "token"; did you mean "tokens"\?/],
    ['{"rules": {"tokens": {"retain": 1}}}', /rules\.tokens\.retain: found 1, expected no key/],
    ['{"x": 1}', /unknown setting "x"; expected safePeriod, rules, /],
  ] as const)
    assert.throws(() => settingsOf(typed), { message: said })
  assert.equal(settingsOf('{"safePeriod": "3h"}').safePeriod, '3h')
})

test('options that npm swallowed are reported with what to type', () => {
  const { status, stderr } = spawnSync(process.execPath, ['local/start.ts', 'plan'], {
    cwd: join(import.meta.dirname, '../..'),
    encoding: 'utf8',
  })
  assert.equal(status, 2)
  assert.match(stderr, /too many arguments[^]*Put -- before the options: npm start -- --mode plan/)
})

test('an option that npm kept to itself is not run without: what to type is said', () => {
  const options = ['--tokens <n>', '--mode <mode>', '--confirm-blast-radius', '--smoke [command]']
  const kept = (env: NodeJS.ProcessEnv, ...typed: string[]) =>
    keptByNpm(
      options.map((flags) => new Option(flags)),
      env,
      typed,
    )
  for (const [env, typed, line] of [
    [{ npm_config_smoke: 'true' }, [], '--smoke'],
    [{ npm_config_smoke: 'true', npm_config_tokens: '5000' }, [], '--tokens 5000 --smoke'],
    [{ npm_config_mode: 'true' }, ['plan'], '--mode <mode>'],
    [{ npm_config_confirm_blast_radius: 'true' }, [], '--confirm-blast-radius'],
  ] as const)
    assert.match(
      kept(env, ...typed) ?? '',
      new RegExp(`^npm kept --[^:]* to itself: .* Type: npm start -- ${line}$`),
    )
  // Switched off, or not typed to npm alone, it was not kept.
  assert.equal(kept({ npm_config_mode: '', npm_config_smoke: 'true' }, '--smoke'), null)
  assert.equal(kept({ npm_config_tokens: '1' }, '--tokens=1'), null)
  const { status, stdout } = spawnSync(process.execPath, ['local/start.ts'], {
    cwd: join(import.meta.dirname, '../..'),
    encoding: 'utf8',
    env: { ...process.env, npm_config_smoke: 'true' },
  })
  assert.deepEqual([status, stdout], [2, ''])
})

test('an engine that runs nowhere here is told by how a server of it is proven', () => {
  for (const [engine, scheme] of [
    ['sqlserver', 'mssql'],
    ['oracle', 'oracle'],
  ] as const)
    assert.match(
      notHere(engine),
      new RegExp(`^No server of ${engine} .* preview\\. .* engines:check -- --url ${scheme}://`),
    )
  assert.equal(notHere('db2'), 'Allowed choices are mariadb, mysql, postgres.')
})

test('an unwritable output folder is reported clearly, before anything is started', () => {
  const folder = mkdtempSync(join(tmpdir(), 'options-'))
  writeFileSync(join(folder, 'file'), '')
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    ['local/start.ts', '--out', join(folder, 'file', 'out')],
    { cwd: join(import.meta.dirname, '../..'), encoding: 'utf8' },
  )
  rmSync(folder, { recursive: true })
  assert.equal(status, 2)
  assert.match(stderr, /There is a file where a folder is expected/)
  assert.doesNotMatch(stderr, /\n\s+at /, 'no stack trace')
  assert.equal(stdout, '')
})

test('missing software is reported with a remedy', () => {
  const trouble = (code: string) => systemTrouble(Object.assign(new Error(code), { code }))
  assert.match(trouble('ENOSPC') ?? '', /set TMPDIR/)
  assert.match(trouble('EMFILE') ?? '', /ulimit -n/)
  assert.match(trouble('EADDRNOTAVAIL') ?? '', /loopback address/)
  assert.equal(trouble('ESOMETHING'), null)
  assert.equal(systemTrouble('text'), null)
})

test('options that would do nothing are refused, before anything is started', () => {
  const states = workflowFor('purge', {}).taskSteps
  const refused = (asked: object, ...typed: string[]) => refusedOptions(asked, states, typed) ?? ''
  assert.match(refused({ fail: 'Nowhere' }), /no state "Nowhere" to fail; expected one of PlanRun/)
  assert.match(refused({ dump: ['a.sql'], smoke: true }), /^--smoke needs .* omit --dump\.$/)
  assert.match(refused({ dump: ['a.sql'] }, 'tokens'), /^--tokens is about the seed/)
  assert.match(refused({ dump: ['a.sql'] }, 'schema'), /^--schema is about the seed/)
  assert.match(refused({ written: 'UTC' }), /^--written .* add --dump, or omit it\.$/)
  assert.match(refused({ seed: 1 }), /^--seed .* add --chaos, or omit it\.$/)
  assert.equal(refused({ dump: ['a.sql'], written: 'UTC', fail: 'Report' }, 'dump'), '')
  assert.equal(refused({ seed: 1, chaos: 0.1 }, 'seed', 'tokens'), '')
})
