import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { quotes } from './quoted.ts'
import { asBefore, start, startAndWatch } from './whole-machine.ts'

const standIn = join(import.meta.dirname, '../../local/application/serve.ts')
const processes = (): string[] =>
  execFileSync('ps', ['-A', '-o', 'args='], { encoding: 'utf8' }).split('\n')
const failed = (checks: readonly { check: string; passed: boolean }[] | undefined) =>
  (checks ?? []).filter(({ passed }) => !passed).map(({ check }) => check)

describe('the application on the clone', { concurrency: 2 }, () => {
  test('the stand-in works on the cleaned clone, production is purged, and nothing of it is left', async () => {
    const { code, output, report } = await start('--smoke')
    assert.equal(code, 0, output)
    assert.equal(report?.smoke.length, 8)
    assert.deepEqual(failed(report.smoke), [])
    assert.ok(report.smoke.every(({ source }) => source === 'production'))
    assert.match(
      report.smokeLog.join('\n'),
      /works on 127\.0\.0\.1:\d+ as root\n[^]*POST \/oauth2\/token 200/,
    )
    assert.match(output, /every other row is as seeded/)
  })

  /**
   * What the stand-in loses on the clone, and what fails of it; null for what was not asked, for
   * want of a token.
   */
  for (const [loses, what, proves] of [
    [
      'tokens',
      'that finds its tokens gone',
      {
        'old-token-refreshed':
          'the application finds its tokens gone: the refresh token from before the cleanup',
        'token-introspected': null,
        'api-answers': null,
      },
    ],
    [
      'clients',
      'whose client is gone',
      {
        'token-issued': 'the application finds the client gone that asks for tokens',
        'old-token-refreshed':
          'the application finds the client gone whose token is to be refreshed',
        'token-introspected': null,
        'api-answers': null,
        'token-revoked': null,
        'revoked-token-inactive': null,
        'api-refuses': null,
      },
    ],
    [
      'validity',
      'whose tokens lapse at once',
      {
        'token-introspected': 'the application issues tokens on the cleaned clone that have lapsed',
        'api-answers': 'the API refuses such a token',
      },
    ],
    [
      'revoking',
      'that can not revoke',
      {
        'token-revoked': 'the application fails on the cleaned clone when it revokes a token',
        'revoked-token-inactive': null,
        'api-refuses': null,
      },
    ],
    [
      'revocations',
      'whose revoking changes nothing',
      {
        'revoked-token-inactive':
          'the application says yes to a revocation, and the token stays in use',
        'api-refuses': 'the same token still opens the API',
      },
    ],
  ] as const)
    test(`an application ${what} stops the run, and production is untouched`, async () => {
      const { code, output, report } = await start(
        '--smoke',
        `STAND_IN_LOSES=${loses} exec '${process.execPath}' '${standIn}' loses-${loses}-scenario`,
      )
      assert.equal(code, 1, output)
      assert.ok(report !== null)
      assert.equal(report.error?.name, 'SmokeTestFailed')
      quotes('smoke', proves, { report })
      assert.match(
        report.smokeLog[0] ?? '',
        new RegExp(`told to lose ${loses}: \\d+ rows are gone`),
      )
      assert.ok(report.rules.every(({ productionDeleted }) => productionDeleted === null))
      assert.match(output, asBefore)
      assert.doesNotMatch(output, /left behind|PurgeProduction/)
      assert.deepEqual(
        processes().filter((line) => line.includes(`loses-${loses}-scenario`)),
        [],
      )
    })

  test('an application that dies has failed at once, and the report has its last words', async () => {
    const { code, output, report } = await start(
      '--smoke',
      'echo "no table IDN_X"; echo "password $DRYDOCK_CLONE_PASSWORD"; exit 3',
    )
    assert.equal(code, 1, output)
    assert.ok(report !== null)
    quotes(
      'smoke',
      { 'application-started': 'the application dies on the cleaned clone' },
      { report },
    )
    assert.match(report?.smoke[0]?.detail ?? '', /exit code 3/)
    assert.deepEqual(report?.smokeLog, ['no table IDN_X', 'password ***'])
    assert.match(output, asBefore)
  })

  test("where stopping it fails, it is stopped on the failure's way", async () => {
    const { code, output, report } = await start(
      '--fail',
      'StopApplication',
      '--smoke',
      `exec '${process.execPath}' '${standIn}' stop-fails-scenario`,
    )
    assert.equal(code, 1, output)
    assert.equal(report?.error?.name, 'InjectedFailure')
    assert.match(output, /StopApplicationAfterFailure/)
    assert.match(output, asBefore)
    assert.deepEqual(
      processes().filter((line) => line.includes('stop-fails-scenario')),
      [],
    )
  })

  test('Ctrl-C while it starts leaves neither it nor what it started', async () => {
    let pressed = false
    const { code, output } = await startAndWatch(
      (text, child) => {
        if (!pressed && /StartApplication/.test(text)) pressed = child.kill('SIGINT')
      },
      '--smoke',
      'sleep 987.25 & sleep 987.5',
    )
    assert.ok(pressed, output)
    assert.equal(code, 130, output)
    assert.deepEqual(
      processes().filter((line) => /^sleep 987/.test(line)),
      [],
    )
  })
})
