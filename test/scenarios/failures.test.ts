import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { reportSchema, type Report } from '../../functions/report/report.ts'

interface Ended {
  readonly code: number | null
  readonly output: string
  readonly report: Report | null
}

/** The whole machine, as a person runs it. */
async function start(...words: string[]): Promise<Ended> {
  const out = await mkdtemp(join(tmpdir(), 'scenario-'))
  try {
    const child = spawn(process.execPath, [join(import.meta.dirname, '../../local/start.ts'), '--tokens', '1000', '--out', out, ...words], { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text))
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
    assert.deepEqual((await readdir(tmpdir())).filter((name) => name.startsWith(`drydock-${child.pid}-`)), [], 'no scratch folder is left')
    const text = await readFile(join(out, 'report.json'), 'utf8').catch(() => null)
    return { code, output, report: text === null ? null : reportSchema.parse(JSON.parse(text)) }
  } finally {
    await rm(out, { recursive: true, force: true })
  }
}

describe('the whole machine', { concurrency: 2 }, () => {
  test('purges production, every row as the seed knows it', async () => {
    const { code, output, report } = await start()
    assert.equal(code, 0, output)
    assert.match(output, /every row is as the seed knows it/)
    assert.equal(report?.outcome, 'succeeded')
    assert.equal(report.checks.length, 11)
    assert.ok(report.checks.every(({ passed }) => passed))
  })

  test('in mode rehearse leaves production alone', async () => {
    const { code, report } = await start('--mode', 'rehearse')
    assert.equal(code, 0)
    assert.ok(report?.rules.every(({ cloneDeleted, dead, productionDeleted }) => cloneDeleted === dead && productionDeleted === null))
  })

  test('in mode plan only counts', async () => {
    const { code, report } = await start('--mode', 'plan')
    assert.equal(code, 0)
    assert.ok(report?.rules.every(({ cloneDeleted, productionDeleted }) => cloneDeleted === null && productionDeleted === null))
  })

  for (const state of ['PlanRun', 'TakeSnapshot', 'RestoreClone', 'MeasureClone', 'PurgeClone', 'VerifyClone', 'DeleteClone', 'MeasureProduction', 'PurgeProduction'])
    test(`a failure of ${state} ends failed, without a clone, production untouched`, async () => {
      const { code, output, report } = await start('--fail', state)
      assert.equal(code, 1, output)
      assert.equal(report?.outcome, 'failed')
      assert.equal(report.error?.name, 'InjectedFailure')
      assert.ok(report.rules.every(({ productionDeleted }) => productionDeleted === null))
      assert.doesNotMatch(output, /left over/)
    })

  for (const state of ['VerifyProduction', 'ExpireSnapshots', 'Report'])
    test(`a failure of ${state} ends failed and reports what was purged`, async () => {
      const { code, output, report } = await start('--fail', state)
      assert.equal(code, 1, output)
      assert.equal(report?.outcome, 'failed')
      assert.ok(report.rules.some(({ productionDeleted }) => productionDeleted !== null && productionDeleted > 0))
    })

  test('what can not be started says why and exits 2', async () => {
    for (const [words, expected] of [[['--bogus'], /unknown option/], [['--tokens', 'many'], /whole number/], [['--mode', 'maybe'], /plan, rehearse, purge/], [['--fail', 'Nothing'], /no state "Nothing"/], [['--now', 'soon'], /ISO 8601/]] as const) {
      const { code, output } = await start(...words)
      assert.equal(code, 2, output)
      assert.match(output, expected)
    }
  })
})
