import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, test } from 'node:test'
import { asBefore, start, startAndWatch } from './whole-machine.ts'

const ofPostgres = process.env.DRYDOCK_SCENARIO_ENGINE === 'postgres'
const schemaFile = join(
  import.meta.dirname,
  `../../local/engines/${ofPostgres ? 'postgres' : 'mysql'}/schema/apim-2.5.0.sql`,
)

describe('the whole machine', { concurrency: 2 }, () => {
  test('purges production, every other row is as seeded', async () => {
    const { code, output, report } = await start()
    assert.equal(code, 0, output)
    assert.match(output, /every other row is as seeded/)
    assert.equal(report?.outcome, 'succeeded')
    assert.ok(report.checks.length >= 24, `${report.checks.length} checks`)
    assert.ok(report.checks.every(({ passed }) => passed))
    // Ten of the server, and seven of each of its two databases, eight on PostgreSQL; one may find
    // several things.
    const asked = report.preflight.map(({ check, database }) => `${check} ${database}`)
    assert.equal(new Set(asked).size, 10 + 2 * (ofPostgres ? 8 : 7))
    assert.ok(
      report.hotQueries.length > 3 &&
        report.hotQueries.every(
          ({ target, asked, same }) => target === 'production' || asked === same,
        ),
    )
  })

  test('in mode rehearse leaves production alone', async () => {
    const { code, output, report } = await start('--mode', 'rehearse')
    assert.equal(code, 0, output)
    assert.match(output, asBefore)
    assert.ok(
      report?.rules.every(
        ({ cloneDeleted, dead, productionDeleted }) =>
          cloneDeleted === dead && productionDeleted === null,
      ),
    )
  })

  test('in mode plan only counts', async () => {
    const { code, output, report } = await start('--mode', 'plan')
    assert.equal(code, 0, output)
    assert.match(output, asBefore)
    assert.ok(
      report?.rules.every(
        ({ cloneDeleted, productionDeleted }) =>
          cloneDeleted === null && productionDeleted === null,
      ),
    )
  })

  for (const state of [
    'PlanRun',
    'Preflight',
    'TakeSnapshot',
    'RestoreClone',
    'ProveEngine',
    'MeasureClone',
    'PurgeClone',
    'VerifyClone',
    'DeleteClone',
    'MeasureProduction',
    'CheckGates',
    'RecountProduction',
    'PurgeProduction',
  ])
    test(`a failure of ${state} ends failed, without a clone, production untouched`, async () => {
      const { code, output, report } = await start('--fail', state)
      assert.equal(code, 1, output)
      assert.equal(report?.outcome, 'failed')
      assert.equal(report.error?.name, 'InjectedFailure')
      assert.ok(report.rules.every(({ productionDeleted }) => productionDeleted === null))
      assert.match(output, asBefore)
      assert.doesNotMatch(output, /left behind/)
    })

  test('a failure of VerifyProduction ends failed and reports what was purged', async () => {
    const { code, output, report } = await start('--fail', 'VerifyProduction')
    assert.equal(code, 1, output)
    assert.equal(report?.outcome, 'failed')
    assert.ok(
      report.rules.some(
        ({ productionDeleted }) => productionDeleted !== null && productionDeleted > 0,
      ),
    )
    assert.doesNotMatch(output, asBefore)
  })

  test('a failure of ExpireSnapshots is a warning of a purge that succeeded', async () => {
    const { code, output, report } = await start('--fail', 'ExpireSnapshots')
    assert.equal(code, 0, output)
    assert.equal(report?.outcome, 'succeeded')
    assert.match(
      report.warnings.join('\n'),
      /Snapshots of production past their retention could not all be deleted.*InjectedFailure/,
    )
    assert.match(output, /every other row is as seeded/)
  })

  test('a failure of GatherArchive is a warning of a purge that succeeded', async () => {
    const { code, output, report } = await start('--fail', 'GatherArchive')
    assert.equal(code, 0, output)
    assert.equal(report?.outcome, 'succeeded')
    assert.match(
      report.warnings.join('\n'),
      /files of the archive of \w+ were not all gathered .*InjectedFailure/,
    )
    assert.match(output, /every other row is as seeded/)
  })

  test('a failure of Report leaves a purge that succeeded without its report, and says so', async () => {
    const { code, output, report } = await start('--fail', 'Report')
    assert.equal(code, 0, output)
    assert.equal(report, null)
    assert.match(output, /no report\.json: the report itself failed/)
    assert.match(output, /every other row is as seeded/)
    assert.doesNotMatch(output, /left behind/)
  })

  test('a failure of Report in mode rehearse ends failed, and reports that', async () => {
    const { code, output, report } = await start('--mode', 'rehearse', '--fail', 'Report')
    assert.equal(code, 1, output)
    assert.equal(report?.error?.name, 'InjectedFailure')
    assert.match(output, asBefore)
  })

  for (const state of ['seeding', 'RestoreClone', 'PurgeProduction'])
    test(`Ctrl-C during ${state} leaves no server and no scratch data`, async () => {
      const { code, output } = await startAndWatch(
        (text, child) => void (text.includes(state) && child.kill('SIGINT')),
      )
      assert.equal(code, 130, output)
      assert.match(
        output,
        /Ctrl-C.*: stopping production[^]*stopped production[^]*kept in .*drydock\.log/,
      )
    })

  test('a dump is rehearsed on; one that is missing, broken or of another database says so', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dump-'))
    try {
      const [broken, other, good] = ['broken.sql', 'other.sql', 'good.sql.gz'].map((name) =>
        join(folder, name),
      ) as [string, string, string]
      await writeFile(broken, 'CREATE TABLE x (;')
      await writeFile(other, 'CREATE TABLE x (a INT PRIMARY KEY);')
      await writeFile(
        good,
        gzipSync(
          (await readFile(schemaFile, 'utf8')) +
            `INSERT INTO IDN_OAUTH_CONSUMER_APPS (ID, CONSUMER_KEY) VALUES (1, 'a');
        INSERT INTO IDN_OAUTH2_ACCESS_TOKEN
          (TOKEN_ID, CONSUMER_KEY_ID, TOKEN_STATE, TIME_CREATED, REFRESH_TOKEN_TIME_CREATED)
          VALUES ('old', 1, 'REVOKED', '2020-01-01', '2020-01-01'),
          ('live', 1, 'ACTIVE', '2020-01-01', '2020-01-01');`,
        ),
      )
      for (const [file, expected] of [
        [join(folder, 'none.sql'), /There is no file/],
        [broken, /does not load.*syntax/],
      ] as const) {
        const { code, output } = await start('--dump', file)
        assert.equal(code, 2, output)
        assert.match(output, expected)
      }
      const wrong = await start('--dump', other)
      assert.equal(wrong.code, 1)
      assert.equal(wrong.report?.error?.name, 'NoRuleApplies')
      const { code, output, report } = await start('--dump', good)
      assert.equal(code, 0, output)
      assert.deepEqual(
        report?.rules
          .filter(({ table }) => table.toUpperCase() === 'IDN_OAUTH2_ACCESS_TOKEN')
          .map(({ before, productionDeleted, after }) => [before, productionDeleted, after]),
        [[2, 1, 1]],
      )
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })

  test('what can not be started says why and exits 2', async () => {
    for (const [words, expected] of [
      [['--settings', '{"limits": {"blastShare": 2}}'], /blastShare/],
      [['--settings', 'none'], /expected settings of docs\/configuration\.md as JSON/],
      [['--bogus'], /unknown option/],
      [['--tokens', 'many'], /whole number/],
      [['--mode', 'maybe'], /plan, rehearse, purge/],
      [['--fail', 'Nothing'], /no state "Nothing"/],
      [['--now', 'soon'], /ISO 8601/],
    ] as const) {
      const { code, output } = await start(...words)
      assert.equal(code, 2, output)
      assert.match(output, expected)
    }
  })
})
