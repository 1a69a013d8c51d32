import assert from 'node:assert/strict'
import { execFile, type ChildProcess } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { promisify } from 'node:util'
import { createConnection } from 'mysql2/promise'
import type { Report } from '../../functions/report/schema.ts'
import { storeOf } from '../../local/engines/mysql/store.ts'
import type { Truth } from '../../local/seed/truth.ts'
import { verifyTruth } from '../../local/seed/verify-truth.ts'
import { start, startAndWatch } from './whole-machine.ts'
import { pattern } from '../pattern.ts'

const now = '2025-03-04T05:06:07.891Z'
const schema = join(import.meta.dirname, '../../local/engines/mysql/schema/apim-2.5.0.sql')

describe('the whole machine, as its options say', { concurrency: 2 }, () => {
  test('--now judges by that instant; without a terminal its lines are plain', async () => {
    const { code, output, report } = await start('--now', now)
    assert.equal(code, 0, output)
    assert.match(output, /every other row is as seeded/)
    assert.equal(report?.cutoff, '2025-03-04T03:06:07.891Z')
    // The times are the clock's.
    assert.ok(Math.abs(Date.parse(report.startedAt) - Date.now()) < 3_600_000)
    assert.doesNotMatch(output, /\u001b/)
    assert.equal(output.match(/ PurgeClone\n/g)?.length, 1)
  })

  test('--keep leaves a purged production to connect to, and to put the deleted rows back into, until Ctrl-C', async () => {
    let seen = ''
    let looked: Promise<number> | undefined
    const { code, output, report } = await startAndWatch(
      (text, child) => {
        seen += text
        const found = pattern(
          /runs until Ctrl-C on 127\.0\.0\.1:(\d+): (.*--defaults-file=(\S+) \S+)\n/,
          /.*to put the deleted rows back: (npm run undo .*)\n/,
        ).exec(seen)
        if (found !== null) looked ??= look(child, found)
      },
      '--keep',
      '--now',
      now,
    )
    assert.equal(code, 130, output)
    assert.ok(looked, output)
    const port = await looked
    assert.match(output, /every other row is as seeded[^]*production runs until Ctrl-C/)
    assert.ok(sumOf(report, 'productionDeleted') > 0)
    await assert.rejects(
      createConnection({ host: '127.0.0.1', port }),
      { code: 'ECONNREFUSED' },
      'no server is left',
    )
  })

  test('an empty database is purged of nothing', async () => {
    const { code, output, report } = await start('--dump', schema)
    assert.equal(code, 0, output)
    assert.equal(report?.outcome, 'succeeded')
    assert.ok(report.rules.length >= 6)
    for (const { before, dead, cloneDeleted, productionDeleted, after } of report.rules)
      assert.deepEqual([before, dead, cloneDeleted, productionDeleted, after], [0, 0, 0, 0, 0])
    assert.ok(report.checks.length > 0 && report.checks.every(({ passed }) => passed))
  })

  test('--settings with reclaim: the tokens are rebuilt on the clone, then in production', async () => {
    const { code, output, report } = await start(
      '--settings',
      '{"rules": {"tokens": {"reclaim": true}}}',
    )
    assert.equal(code, 0, output)
    assert.match(output, /every other row is as seeded/)
    const of = (table: string) => report?.space.find((one) => one.table === table)
    for (const table of ['IDN_OAUTH2_ACCESS_TOKEN', 'IDN_OAUTH2_ACCESS_TOKEN_SCOPE']) {
      assert.equal(of(table)?.done, 'rebuilt in production')
      assert.ok(
        of(table)?.measured === true &&
          (of(table)?.rebuildSeconds ?? 0) > 0 &&
          (of(table)?.returned ?? -1) >= 0,
        table,
      )
    }
    assert.equal(of('IDN_AUTH_SESSION_STORE')?.done, 'not rebuilt')
    assert.deepEqual(
      report?.timeline
        .filter(({ step }) => step.startsWith('reclaim'))
        .map(({ step, done }) => [step, done]),
      [
        ['reclaim-clone', true],
        ['reclaim-production', true],
      ],
    )
  })

  test('a database in which nothing is dead stays as it is', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dump-'))
    try {
      const dump = join(folder, 'alive.sql')
      await writeFile(
        dump,
        `${await readFile(schema, 'utf8')}
        INSERT INTO IDN_OAUTH_CONSUMER_APPS (ID, CONSUMER_KEY) VALUES (1, 'a');
        INSERT INTO IDN_OAUTH2_ACCESS_TOKEN
          (TOKEN_ID, CONSUMER_KEY_ID, TOKEN_STATE, TOKEN_STATE_ID, TIME_CREATED,
          REFRESH_TOKEN_TIME_CREATED, VALIDITY_PERIOD, REFRESH_TOKEN_VALIDITY_PERIOD)
          VALUES ('endless', 1, 'ACTIVE', 'x', '2020-01-01', '2020-01-01', -1, -1),
          ('fresh', 1, 'REVOKED', 'y', UTC_TIMESTAMP(), UTC_TIMESTAMP(), 1, 1);
        INSERT INTO IDN_OAUTH2_ACCESS_TOKEN_SCOPE (TOKEN_ID, TOKEN_SCOPE)
          VALUES ('endless', 'a'), ('endless', 'b'), ('fresh', 'a');`,
      )
      const { code, output, report } = await start('--dump', dump)
      assert.equal(code, 0, output)
      assert.equal(report?.outcome, 'succeeded')
      for (const what of ['dead', 'cloneDeleted', 'productionDeleted'] as const)
        assert.equal(sumOf(report, what), 0, what)
      const left = report.rules
        .filter(({ before }) => before !== 0)
        .map(({ table, before, after }) => [table, before, after])
      assert.deepEqual(left, [
        ['IDN_OAUTH2_ACCESS_TOKEN', 2, 2],
        ['IDN_OAUTH2_ACCESS_TOKEN_SCOPE', 3, 3],
      ])
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})

const sumOf = (
  report: Report | null,
  what: 'dead' | 'cloneDeleted' | 'productionDeleted',
): number => (report?.rules ?? []).reduce((sum, rule) => sum + (rule[what] ?? Number.NaN), 0)

/** Connects as the output says, looks for dead rows, and presses Ctrl-C. @returns the port. */
async function look(
  child: ChildProcess,
  [, port = '', command = '', options = '', undo = '']: RegExpExecArray,
): Promise<number> {
  try {
    const { stdout } = await promisify(execFile)('sh', [
      '-c',
      `${command} --skip-column-names --execute 'SELECT @@port, DATABASE()'`,
    ])
    assert.equal(stdout.trim(), `${port}\tapim_db`)
    const password = /^password=(.*)$/m.exec(await readFile(options, 'utf8'))?.[1] ?? ''
    const connection = await createConnection({
      host: '127.0.0.1',
      port: Number(port),
      user: 'root',
      password,
      database: 'apim_db',
    })
    const truth: Truth = {
      tokens: 1000,
      seed: 1,
      now: Date.parse(now),
      engine: 'mysql',
      schema: 'apim-2.5.0',
      families: ['tokens'],
      bystanders: [],
    }
    // The client changed some of the living; none of the dead came back.
    const differences = await verifyTruth(storeOf(connection), truth, new Set())
    assert.deepEqual(
      differences.filter(({ kind }) => kind === 'should be gone'),
      [],
    )
    const run = async (words: string) =>
      (
        await promisify(execFile)('sh', ['-c', `${undo}${words}`], {
          cwd: join(import.meta.dirname, '../..'),
        })
      ).stdout
    const out = /--archive (\S+)\/archive /.exec(undo)?.[1] ?? ''
    const tool = join(import.meta.dirname, '../../cli/drydock.sh')
    const seen = await promisify(execFile)(tool, ['status', '--local', '--out', out])
    assert.match(seen.stdout, /^laptop \(local\)\nThe switch: go\n[^]*laptop-\d+ .* SUCCEEDED\n$/)
    assert.match(await run(''), /Nothing was changed on 127\.0\.0\.1:\d+ as root\. Add --apply/)
    await assert.rejects(run(' --apply'), /To run without a terminal, add --yes/)
    assert.match(
      await run(' --apply --yes'),
      /IDN_OAUTH2_ACCESS_TOKEN_SCOPE[^]*rows were put back on/,
    )
    assert.match(await run(' --apply --yes'), /Nothing was put back on .* were already there\./)
    await assert.rejects(run(' --key nope'), /ArchiveMissing: .*no deleted row with that key/)
    const back = await verifyTruth(storeOf(connection), truth, new Set(), false)
    assert.deepEqual(
      back.filter(({ kind }) => kind === 'should be there'),
      [],
    )
    await connection.end()
    return Number(port)
  } finally {
    child.kill('SIGINT')
  }
}
