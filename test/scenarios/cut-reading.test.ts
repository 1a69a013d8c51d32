import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stepTimeSchema, type PaceNote } from '../../functions/contract/times.ts'
import type { RowsResult, Run } from '../../functions/contract/steps.ts'
import { watchNotes } from '../../functions/jobs/watch-ranges.ts'
import { storeOf } from '../../local/engines/mysql/store.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import { planPurge, purgeEnvironment } from '../local/plan-purge.ts'
import { cloud, connection, context, scratch, server } from '../local/production.ts'
import { addApp, addTokens } from '../seed/plain-tokens.ts'
import { startProxy } from '../purge/database-proxy.ts'

// The connection is cut at every kind of statement of the steps that read production, and of the
// rebuild of its tables: in turn before the statement reaches the server and before its answer
// comes back. Each step ends by itself, or in an error that the state machine tries again, and the
// evidence is the same as without a cut.

cloud.parameters.set('/drydock/test/control', '{"stop": false}')
const proxy = await startProxy(server)
scratch.onCleanup(() => proxy.close())
cloud.rds.addInstance('production', { ...server, port: proxy.port })
cloud.metrics.set('production', 'FreeStorageSpace', 80 * 2 ** 30)
// Imported late: the SDK reads where it speaks to from the environment.
const [
  { handler: preflight },
  { handler: measureRows },
  { handler: purgeRows },
  { handler: verifyRows },
  { handler: reclaimSpace },
  { evidence },
] = await Promise.all([
  import('../../functions/preflight.ts'),
  import('../../functions/measure-rows.ts'),
  import('../../functions/purge-rows.ts'),
  import('../../functions/verify-rows.ts'),
  import('../../functions/reclaim-space.ts'),
  import('../../functions/aws/evidence.ts'),
])

const environment = purgeEnvironment({
  rules: { tokens: { reclaim: true } },
  checks: [
    {
      name: 'apps',
      database: 'apim',
      query: 'SELECT COUNT(*) FROM IDN_OAUTH_CONSUMER_APPS',
      expected: 1,
    },
  ],
})

await connection.query('CREATE DATABASE apim')
await connection.changeUser({ database: 'apim' })
await loadSchema(storeOf(connection), 'apim-4.7.0')
await addApp(connection)
for (const [name, state] of Object.entries({ dead: 'REVOKED', live: 'ACTIVE' }))
  await addTokens(connection, { rows: 30, state, id: (at) => `${name}${at}`, endless: true })

const { run, source } = await planPurge(environment, 'cut', new Date().toISOString())
const kept = evidence(run)
/** As infra/states.ts tries again. */
const triedAgain = ['DatabaseUnreachable', 'AwsUnavailable', 'ReadOnly', 'PurgeRunning']

interface Reading {
  readonly step: string
  /** The evidence that it leaves. */
  readonly leaves: string
  /** What is counted first stays: each time, the same run under another name counts. */
  readonly renamed?: true
  readonly call: (of: Run) => unknown
}
const event = { source, target: 'production', progress: null }
const readings: readonly Reading[] = [
  {
    step: 'preflight',
    leaves: 'preflight-production',
    call: (of) => preflight({ run: of, source, sources: [source] }, context),
  },
  {
    step: 'measure',
    leaves: 'measure-production',
    renamed: true,
    call: (of) => measureRows({ ...event, run: of }, context),
  },
  {
    step: 'recount',
    leaves: 'recount-production',
    renamed: true,
    call: (of) => measureRows({ ...event, run: of, again: true }, context),
  },
  {
    step: 'verify',
    leaves: 'verify-production',
    call: (of) => verifyRows({ ...event, run: of }, context),
  },
  {
    step: 'reclaim',
    leaves: 'reclaim-production',
    call: (of) => reclaimSpace({ ...event, run: of }, context),
  },
]

/** Evidence without what differs by the moment. */
const steady = (value: unknown) =>
  JSON.parse(
    JSON.stringify(value, (name, one) =>
      /^(at|rosterPages|sizes|milliseconds|median|spread|slowest|seconds|detail)$/.test(name) ||
      (/^(before|after)$/.test(name) && one !== null)
        ? undefined
        : one,
    ) ?? 'null',
  ) as unknown
const kindOf = (text: string) => text.replace(/\d+|'[^']*'/g, '?').slice(0, 70)
const retried = /^connection lost|the step was called again/
const told: PaceNote[] = []
scratch.onCleanup(watchNotes((note) => void told.push(note)))

/** What the steps before have done once. */
async function prepare(step: string): Promise<void> {
  if (step === 'verify') {
    await measureRows({ ...event, run }, context)
    await measureRows({ ...event, run, again: true }, context)
    const { done } = (await purgeRows({ ...event, run }, context)) as RowsResult
    assert.equal(done, true)
    await kept.put('production', 'purge-clone', await kept.get('production', 'purge-production'))
  }
  if (step === 'reclaim') {
    await kept.put(
      'production',
      'measure-clone',
      await kept.get('production', 'measure-production'),
    )
    const tables = ['IDN_OAUTH2_ACCESS_TOKEN', 'IDN_OAUTH2_ACCESS_TOKEN_SCOPE'].map((table) => {
      const size = { table, data: 1, index: 1, free: 0 }
      return { table, asked: true, seconds: 1, reason: '', before: size, after: size }
    })
    await kept.put('production', 'reclaim-clone', { databases: [{ database: 'apim', tables }] })
  }
}

let runs = 0
for (const [turn, { step, leaves, renamed, call }] of readings.entries())
  test(`${step}: cut at every kind of statement it ends the same`, {
    timeout: 900_000,
  }, async () => {
    await prepare(step)
    let [of, called] = [run, 0]
    /** One whole step, as the state machine calls it. @returns its evidence */
    const through = async (what: string): Promise<unknown> => {
      if (renamed === true) of = { ...run, runId: `cut-${++runs}` }
      else await kept.put('production', leaves, null)
      for (let tries = 1; ; tries++)
        try {
          called++
          const { done } = (await call(of)) as Partial<RowsResult>
          assert.notEqual(done, false, 'one call is enough')
          return steady(await evidence(of).get('production', leaves))
        } catch (error) {
          const { name, message } = error as Error
          assert.ok(triedAgain.includes(name) && tries < 3, `${what}: ${name}: ${message}`)
        }
    }
    const all = new Set<string>()
    proxy.onStatement = (text) => (all.add(kindOf(text)), 'pass')
    const undisturbed = await through('undisturbed')
    assert.ok(undisturbed !== null && all.size > 5, `${all.size} kinds of statements`)
    if (step === 'verify') assert.doesNotMatch(JSON.stringify(undisturbed), /"passed":false/)
    if (step === 'reclaim') assert.match(JSON.stringify(undisturbed), /"reason":""/)
    if (renamed === true)
      assert.match(JSON.stringify(undisturbed), /"rows":30,/, 'what it counted is compared')
    const notes: PaceNote[] = []
    for (const [at, kind] of [...all].entries()) {
      const side = (at + turn) % 2 === 0 ? 'onStatement' : 'onAnswer'
      let cuts = 0
      proxy.onStatement = proxy.onAnswer = () => 'pass'
      proxy[side] = (text) => (kindOf(text) === kind && cuts++ === 0 ? 'cut' : 'pass')
      const left = await through(`${side} ${kind}`)
      assert.ok(cuts > 0, `${kind} was met`)
      assert.deepEqual(left, undisturbed, `${side} ${kind}`)
      const name = step === 'preflight' ? step : `${step}-production`
      notes.push(
        ...(stepTimeSchema.parse(await evidence(of).get('production', `time-${name}`)).notes ?? []),
      )
    }
    proxy.onStatement = proxy.onAnswer = () => 'pass'
    // What was tried again is on record for the report, and was told to the terminal.
    for (const [where, found] of [
      ['report', notes],
      ['terminal', told.splice(0)],
    ] as const)
      assert.ok(
        found.some(({ what, reasons }) => what === 'retry' && retried.test(reasons.join())),
        `${step}: the ${where} tells of a retry`,
      )
    console.log(`${step}: ${all.size} kinds of statements, ${called} calls`)
  })
