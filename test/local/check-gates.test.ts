import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { confirmedBacklogSchema } from '../../functions/contract/backlog.ts'
import type { Measured } from '../../functions/contract/evidence.ts'
import type { Plan, Run } from '../../functions/contract/steps.ts'
import { stepTimeSchema } from '../../functions/contract/times.ts'
import { utc } from '../../functions/rules/wall-times.ts'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import { anyRun } from './any-run.ts'
import { openScratch } from '../../local/scratch.ts'
import { counted } from './counted-dead.ts'

const scratch = openScratch()
after(() => scratch.close())
const cloud = await startCloud(scratch.folder, `${scratch.folder}/buckets`)
scratch.onCleanup(() => cloud.close())
Object.assign(process.env, cloud.environment)
// Imported late: the SDK reads where it speaks to from the environment.
const [{ handler: checkGates }, { evidence }, { readConfirmedBacklog }, { judgeSource }] =
  await Promise.all([
    import('../../functions/check-gates.ts'),
    import('../../functions/aws/evidence.ts'),
    import('../../functions/aws/confirmed-backlog.ts'),
    import('../../functions/jobs/judge-source.ts'),
  ])

const source = (name: string): Plan['sources'][number] => ({
  kind: 'instance',
  name,
  secret: 'secret',
  snapshot: 's',
  clone: 'c',
  databases: [{ name: 'apim', statementsHash: '', empty: [], times: utc }],
})
const plan: Plan = {
  run: anyRun,
  sources: [source('calm'), source('moved')],
}

test('the gates of every source are judged, whichever moved; a call after one that failed is noted', async () => {
  const kept = evidence(plan.run)
  const purged = { done: true, databases: [], progress: null }
  for (const { name } of plan.sources) await kept.put(name, 'purge-clone', purged)
  for (const { name } of plan.sources)
    for (const target of ['clone', 'production'])
      await kept.put(name, `measure-${target}`, counted(1000))
  assert.deepEqual(await checkGates(plan, context), { waitSeconds: 0 })
  await kept.put('moved', 'measure-production', counted(2000))
  await assert.rejects(Promise.resolve(checkGates(plan, context)), {
    name: 'Drift',
    message: /^drift \(moved\): T \(apim\): 2,000 rows are dead, compared with 1,000 on the clone/,
  })

  await kept.put('moved', 'measure-production', counted(1000))
  assert.deepEqual(await checkGates(plan, context), { waitSeconds: 0 })
  const { notes, calls } = stepTimeSchema.parse(await kept.get('calm', 'time-check-gates'))
  assert.equal(calls, 3)
  assert.deepEqual(
    notes?.map(({ what, reasons }) => [what, reasons]),
    [['retry', ['Drift: the step was called again']]],
  )
})

const context = { getRemainingTimeInMillis: () => 60_000 } as never
const limited: Run = { ...anyRun, limits: { ...anyRun.limits, blastRows: 1000 } }

const rehearsed = { done: true, databases: [], progress: null }

/** A run at the gates: so many rows are dead, and so many it deletes; null if it never begins. */
async function atGates(
  runId: string,
  dead: number,
  deleted: number | null,
  more: Partial<Run> = {},
  verified = true,
): Promise<string> {
  const run: Run = { ...limited, runId, ...more }
  const kept = evidence(run)
  for (const target of ['clone', 'production'])
    await kept.put('old', `measure-${target}`, counted(dead))
  await kept.put('old', 'purge-clone', rehearsed)
  const passed = await Promise.resolve(checkGates({ run, sources: [source('old')] }, context)).then(
    () => '',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
  if (passed === '' && deleted !== null) {
    await kept.put('old', 'purge-production', {
      done: true,
      progress: null,
      databases: [
        {
          database: 'apim',
          tables: [{ table: 'T', rows: deleted, old: deleted, hash: '0' }],
          batches: 1,
          milliseconds: 1,
        },
      ],
    })
    if (verified) await kept.put('old', 'verify-production', { databases: [] })
  }
  return passed
}
const record = async () =>
  confirmedBacklogSchema
    .nullable()
    .parse(JSON.parse((await readConfirmedBacklog(limited.deployment, 'old')).text ?? 'null'))
const overwrite = async (content: unknown) =>
  assert.ok(await (await readConfirmedBacklog(limited.deployment, 'old')).replace(content))
const confirm = { confirmBlastRadius: true }
const refused = /^blast-radius \(old\): T \(apim\): /

test('a backlog is confirmed once: later runs go on with it, and the one within the limits closes it', async () => {
  assert.match(await atGates('b-1', 9000, 4000), refused)
  assert.equal(await record(), null)
  assert.equal(await atGates('b-2', 9000, 4000, confirm), '')
  assert.equal(await atGates('b-3', 5500, 3000), '')
  assert.equal(await atGates('b-4', 2600, 2600), '')
  const { backlog } = (await evidence({ ...limited, runId: 'b-4' }).get('old', 'gates')) as {
    backlog: unknown
  }
  const open = await record()
  assert.deepEqual(backlog, {
    confirmedBy: 'b-2',
    confirmedAt: open?.confirmedAt,
    run: 3,
    tables: [{ database: 'apim', table: 'T', confirmed: 9000, remaining: 2500 }],
  })
  assert.deepEqual([open?.runs, open?.closedBy], [['b-3', 'b-4'], null])
  assert.equal(await atGates('b-5', 800, 800), '')
  assert.equal((await record())?.closedBy, 'b-5')
  assert.match(await atGates('b-6', 9000, null), refused)
})

test('a confirmation whose run was rejected, a failed check, and a record that is no record open no gate', async () => {
  assert.equal(await atGates('c-1', 9000, null, confirm), '')
  assert.match(await atGates('c-2', 9000, null), /not in force: c-1, .* never began to purge\. /)
  assert.equal(await atGates('c-3', 9000, 2000, confirm), '')
  await evidence({ ...limited, runId: 'c-3' }).put('old', 'verify-production', {
    databases: [
      {
        database: 'apim',
        tables: [],
        checks: [
          {
            check: 'counts-agree',
            target: 'production',
            database: 'apim',
            passed: false,
            detail: 'a row is gone',
          },
        ],
      },
    ],
  })
  assert.match(
    await atGates('c-4', 7000, null),
    /not in force: a check of c-3 failed on production/,
  )
  assert.equal(await atGates('c-5', 9000, 2000, confirm), '')
  await evidence({ ...limited, runId: 'c-5' }).putText(
    'old/purge-production.json',
    '{',
    'text/plain',
  )
  assert.match(await atGates('c-6', 7000, null), /not in force: the evidence of c-5 is missing or /)
  const faked = { ...(await record()), source: 'other' }
  for (const content of ['a word', faked]) {
    await overwrite(content)
    assert.match(
      await atGates('c-7', 7000, null),
      /The confirmation of an earlier run is not in for/,
    )
  }
  // A new confirmation takes its place.
  assert.equal(await atGates('c-8', 7000, 1000, confirm), '')
  assert.equal(await atGates('c-9', 6000, 1000), '')
})

test('a purge that failed or was cancelled before production was verified ends a confirmation, and so does one under way', async () => {
  assert.equal(await atGates('f-1', 9000, 2000, confirm, false), '')
  assert.match(
    await atGates('f-2', 7000, null),
    /not in force: production was not verified after the purge of f-1\. /,
  )
  assert.equal(await atGates('f-3', 9000, 2000, confirm), '')
  assert.equal(await atGates('f-4', 7000, 2000, {}, false), '')
  assert.match(await atGates('f-5', 5000, null), /not in force: production was not .* of f-4\. /)
  // The account of the purge is gone, and what was found after it is not.
  assert.equal(await atGates('f-6', 9000, 2000, confirm), '')
  await evidence({ ...limited, runId: 'f-7' }).put('old', 'verify-production', { databases: [] })
  assert.equal(await atGates('f-7', 7000, null), '')
  assert.match(await atGates('f-8', 7000, null), /the evidence of f-7 is missing or not readable/)
})

test('of two runs at the gates at once, the second judges again by what the first recorded', async () => {
  assert.equal(await atGates('d-1', 9000, 4000, confirm), '')
  for (const runId of ['d-2', 'd-3']) {
    const kept = evidence({ ...limited, runId })
    for (const target of ['clone', 'production'])
      await kept.put('old', `measure-${target}`, counted(5000))
    await kept.put('old', 'purge-clone', rehearsed)
  }
  const [one, other] = [
    await judgeSource({ ...limited, runId: 'd-2' }, source('old')),
    await judgeSource({ ...limited, runId: 'd-3' }, source('old')),
  ]
  assert.equal(await one.record(), true)
  assert.equal(await other.record(), false)
  const again = await judgeSource({ ...limited, runId: 'd-3' }, source('old'))
  assert.equal(await again.record(), true)
  assert.deepEqual((await record())?.runs, ['d-2', 'd-3'])
})

test('only what is beyond a limit is confirmed: another table stays within its own', async () => {
  const run = { ...limited, runId: 'e-2', ...confirm }
  const two = (first: number, second: number): Measured => {
    const [database] = counted(first).databases
    const [table] = counted(second).databases[0]?.tables ?? []
    if (database === undefined || table === undefined) throw new TypeError('nothing was counted')
    return { databases: [{ ...database, tables: [...database.tables, { ...table, table: 'U' }] }] }
  }
  const at = async (runId: string, measured: Measured) => {
    const kept = evidence({ ...limited, runId })
    for (const target of ['clone', 'production'])
      await kept.put('two', `measure-${target}`, measured)
    await kept.put('two', 'purge-clone', rehearsed)
  }
  await at('e-2', two(9000, 900))
  await checkGates({ run, sources: [source('two')] }, context)
  await evidence(run).put('two', 'purge-production', { done: true, progress: null, databases: [] })
  await evidence(run).put('two', 'verify-production', { databases: [] })
  await at('e-3', two(9000, 1001))
  const next = { run: { ...limited, runId: 'e-3' }, sources: [source('two')] }
  await assert.rejects(Promise.resolve(checkGates(next, context)), {
    message: /^blast-radius \(two\): U \(apim\): 1,001 of 1,001 rows would be deleted/,
  })
})
