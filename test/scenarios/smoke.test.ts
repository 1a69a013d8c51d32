import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { quotes } from './quoted.ts'
import { asBefore, start, startAndWatch } from './whole-machine.ts'

const standIn = join(import.meta.dirname, '../../local/application/serve.ts')
const processes = (): string[] => execFileSync('ps', ['-A', '-o', 'args='], { encoding: 'utf8' }).split('\n')
const failed = (checks: readonly { check: string; passed: boolean }[] | undefined) => (checks ?? []).filter(({ passed }) => !passed).map(({ check }) => check)

describe('the application on the clone', { concurrency: 2 }, () => {
  test('the stand-in works on the cleaned clone, production is purged, and nothing of it is left', async () => {
    const { code, output, report } = await start('--smoke')
    assert.equal(code, 0, output)
    assert.equal(report?.smoke.length, 8)
    assert.deepEqual(failed(report.smoke), [])
    assert.ok(report.smoke.every(({ source }) => source === 'production'))
    assert.match(report.smokeLog.join('\n'), /works on 127\.0\.0\.1:\d+ as root\n[^]*POST \/oauth2\/token 200/)
    assert.match(output, /every row is as the seed knows it/)
  })

  test('an application that finds its tokens gone stops the run, and production is untouched', async () => {
    const { code, output, report } = await start('--smoke', `STAND_IN_LOSES=tokens exec '${process.execPath}' '${standIn}' lost-tokens-scenario`)
    assert.equal(code, 1, output)
    assert.equal(report?.error?.name, 'SmokeTestFailed')
    assert.ok(report !== null)
    quotes('smoke', {
      'old-token-refreshed': 'the application finds its tokens gone: the refresh token from before the cleanup',
      'token-introspected': 'the application finds its tokens gone: the access token',
      'api-answers': 'the application finds its tokens gone: the API refuses',
    }, { report })
    assert.match(report.smokeLog[0] ?? '', /told to lose tokens: \d+ are gone/)
    assert.ok(report.rules.every(({ productionDeleted }) => productionDeleted === null))
    assert.match(output, asBefore)
    assert.doesNotMatch(output, /left over|PurgeProduction/)
    assert.deepEqual(processes().filter((line) => line.includes('lost-tokens-scenario')), [])
  })

  test('an application that dies has failed at once, and the report has its last words', async () => {
    const { code, output, report } = await start('--smoke', 'echo "no table IDN_X"; echo "password $DRYDOCK_CLONE_PASSWORD"; exit 3')
    assert.equal(code, 1, output)
    assert.ok(report !== null)
    quotes('smoke', { 'application-started': 'the application dies on the cleaned clone' }, { report })
    assert.match(report?.smoke[0]?.detail ?? '', /exit code 3/)
    assert.deepEqual(report?.smokeLog, ['no table IDN_X', 'password ***'])
    assert.match(output, asBefore)
  })

  test('where stopping it fails, it is stopped on the failure\'s way', async () => {
    const { code, output, report } = await start('--fail', 'StopApplication', '--smoke', `exec '${process.execPath}' '${standIn}' stop-fails-scenario`)
    assert.equal(code, 1, output)
    assert.equal(report?.error?.name, 'InjectedFailure')
    assert.match(output, /StopApplicationAfterFailure/)
    assert.match(output, asBefore)
    assert.deepEqual(processes().filter((line) => line.includes('stop-fails-scenario')), [])
  })

  test('Ctrl-C while it starts leaves neither it nor what it started', async () => {
    let pressed = false
    const { code, output } = await startAndWatch((text, child) => {
      if (!pressed && /StartApplication/.test(text)) pressed = child.kill('SIGINT')
    }, '--smoke', 'sleep 987.25 & sleep 987.5')
    assert.ok(pressed, output)
    assert.equal(code, 130, output)
    assert.deepEqual(processes().filter((line) => /^sleep 987/.test(line)), [])
  })
})
