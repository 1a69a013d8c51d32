import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import type { ErrorName } from '../../functions/contract/errors.ts'
import { checksums, stops, type Proof } from './proof.ts'
import { quotes } from './quoted.ts'
import {
  addTokens,
  cloud,
  connection,
  control,
  countTokens,
  freshProduction,
  purged,
  purgeRun,
  underWay,
  untouched,
  type Asked,
  type Ended,
} from './whole-run.ts'
import { serversFollow } from '../seed/server-clock.ts'

serversFollow()

const { now } = Date
beforeEach(freshProduction)
afterEach(() => void (Date.now = now))

const gate = (name: string, error: ErrorName, scenario: string, more: Partial<Proof>) =>
  test(`${name}: ${scenario}`, async () =>
    void (await stops({ place: 'gate', error, proves: { [name]: scenario }, ...more })))

gate('blast-radius', 'BlastRadius', 'a first run on the backlog of years that nobody confirmed', {
  settings: { limits: { blastShare: 0.5 } },
})
gate('archive-size', 'ArchiveSize', 'the archive of a backlog would take more than was asked for', {
  settings: { limits: { archiveGiB: 0.000_01 } },
})
gate('drift', 'Drift', 'a thousand dead rows come to production after the rehearsal', {
  meanwhile: { at: 'VerifyClone', work: () => addTokens('drift', 1000, 'INACTIVE') },
})
gate('drift', 'Drift', 'somebody deletes living rows from production after the rehearsal', {
  meanwhile: {
    at: 'VerifyClone',
    work: () =>
      connection.query(
        "DELETE FROM IDN_OAUTH2_ACCESS_TOKEN WHERE TOKEN_STATE = 'ACTIVE' LIMIT 300",
      ),
  },
})
gate('SchemaChanged', 'SchemaChanged', 'production is upgraded after the rehearsal', {
  meanwhile: {
    at: 'MeasureProduction',
    work: () => connection.query('ALTER TABLE IDN_OAUTH2_ACCESS_TOKEN ADD COLUMN NEW INT'),
  },
})

/** Saturday, so many ms before or after 01:00 UTC; time goes on from there. */
function pretend(milliseconds: number): void {
  const [from, real] = [Date.parse('2026-11-28T01:00:00Z') + milliseconds, performance.now()]
  Date.now = () => Math.floor(from + performance.now() - real)
}
for (const [days, outside, scenario] of [
  ['SAT', 'end', 'the rehearsal ends before the window opens, and the run is not to wait'],
  ['FRI', 'wait', 'the run is to wait for its window, which opens after its end'],
] as const)
  test(`window: ${scenario}`, async () => {
    pretend(-7_200_000)
    await stops({
      place: 'gate',
      error: 'OutsideWindow',
      settings: { window: { days: [days], from: '01:00', to: '05:00', outside } },
      proves: { window: scenario },
    })
  })

const deadline =
  (seconds: number): NonNullable<Asked['change']> =>
  ({ States }) =>
    void Object.assign(States.AskApproval ?? {}, { TimeoutSeconds: seconds })
test('approval: whoever is asked says no', async () => {
  cloud.onMessage(({ subject, message }) => {
    if (!/ approve until /.test(subject)) return
    const taskToken = cloud.parameters.get(
      /--name (\/drydock\/test\/approval\/\S+)/.exec(message)?.[1] ?? '',
    )
    void fetch(cloud.environment.AWS_ENDPOINT_URL ?? '', {
      method: 'POST',
      headers: { 'x-amz-target': 'AWSStepFunctions.SendTaskFailure' },
      body: JSON.stringify({ taskToken, error: 'NotApproved', cause: 'not before the release' }),
    })
  })
  await stops({
    place: 'gate',
    error: 'NotApproved',
    settings: { approval: { deadline: '1h' } },
    change: deadline(20),
    proves: { approval: 'whoever is asked says no' },
  })
})
test('approval: nobody answers', async () => {
  cloud.onMessage(() => undefined)
  await stops({
    place: 'gate',
    error: 'NotApproved',
    settings: { approval: { deadline: '1h' } },
    change: deadline(2),
    proves: { approval: 'nobody answers' },
  })
})

/** Steps so small, with such pauses, that something can come between them. */
const slowly = { limits: { batchMilliseconds: 10, productionShare: 0.05 } }
/** When production's purge is under way, the switch is set to this. */
const switched = (value: string) =>
  underWay((reading) => void (reading === 2 && cloud.parameters.set(control, value)))
/**
 * It ended in this, midway: some dead rows are gone, no living one, and the report counts what is
 * gone.
 */
async function endedMidway(ended: Ended, error: ErrorName, scenario: string): Promise<void> {
  assert.equal(ended.error?.name, error, ended.error?.message)
  const left = await countTokens()
  assert.equal(left.live, untouched.live)
  assert.ok(left.dead > 0 && left.dead < untouched.dead, `${left.dead} dead rows are left`)
  assert.equal(
    ended.report.rules.find(({ table }) => table === 'IDN_OAUTH2_ACCESS_TOKEN')?.productionDeleted,
    untouched.dead - left.dead,
  )
  quotes('production', { [error]: scenario }, ended)
}

test('PurgeStopped: the switch is set before the purge', async () => {
  cloud.parameters.set(control, '{"stop": true}')
  const before = await checksums()
  const ended = await purgeRun()
  assert.equal(ended.error?.name, 'PurgeStopped')
  assert.deepEqual(await checksums(), before)
  quotes('production', { PurgeStopped: 'the switch is set before the purge' }, ended)
})
test('PurgeStopped: the switch is set while production is purged', async () => {
  await endedMidway(
    await purgeRun({ settings: slowly, ...switched('{"stop": true}') }),
    'PurgeStopped',
    'the switch is set while production is purged',
  )
})
test('Throttled: a metric exceeds the level at which the purge has to end', async () => {
  const levels = '{"running-threads": {"slow": 0, "pause": 0, "abort": 0}}'
  await endedMidway(
    await purgeRun({
      settings: slowly,
      ...switched(`{"stop": false, "levels": ${levels}}`),
    }),
    'Throttled',
    'a metric exceeds the level at which the purge has to end',
  )
})
test('SchemaChanged: production is upgraded while it is purged', async () => {
  const ended = await purgeRun({
    settings: { limits: { batchMilliseconds: 10, productionShare: 0.3 } },
    ...underWay(async (reading) => {
      if (reading === 2)
        await connection.query('ALTER TABLE IDN_OAUTH2_ACCESS_TOKEN ADD COLUMN NEW INT')
    }),
  })
  assert.equal(ended.error?.name, 'SchemaChanged', ended.error?.message)
  assert.equal((await countTokens()).live, untouched.live)
  quotes('production', { SchemaChanged: 'production is upgraded while it is purged' }, ended)
})

test('ZoneContradicted: a token that comes after the plan is written by a clock that is behind the stated zone', async () => {
  let before = await checksums()
  const ended = await purgeRun({
    onState: async (state) => {
      if (state !== 'PurgeProduction') return
      await connection.query(
        'INSERT INTO IDN_OAUTH2_ACCESS_TOKEN (TOKEN_ID, CONSUMER_KEY_ID, TOKEN_STATE, ' +
          "TOKEN_STATE_ID, TIME_CREATED, REFRESH_TOKEN_TIME_CREATED) VALUES ('new', 1, " +
          "'ACTIVE', 'new', '2020-01-02', '2020-01-02')",
      )
      before = await checksums()
    },
  })
  assert.equal(ended.error?.name, 'ZoneContradicted', ended.error?.message)
  assert.deepEqual(await checksums(), before, 'not a row is gone')
  quotes(
    'production',
    {
      ZoneContradicted:
        'a token that comes after the plan is written by a clock that is behind the stated zone',
    },
    ended,
  )
})

test('survivors-unchanged: somebody deletes an old living row while production is purged', async () => {
  const ended = await purgeRun({
    onState: async (state) => {
      if (state === 'PurgeProduction')
        await connection.query("DELETE FROM IDN_OAUTH2_ACCESS_TOKEN WHERE TOKEN_ID = 'live000007'")
    },
  })
  assert.equal(ended.error?.name, 'CheckFailed', ended.error?.message)
  assert.deepEqual(await countTokens(), { dead: 0, live: untouched.live - 1 })
  quotes(
    'production',
    { 'survivors-unchanged': 'somebody deletes an old living row while production is purged' },
    ended,
  )
})

test('statistics-refreshed: the right to refresh them is taken away in mid-run: a warning, no failure', async () => {
  await connection.query('CREATE OR REPLACE USER drydock@localhost IDENTIFIED BY ?', ['pw'])
  await connection.query('GRANT SELECT, DELETE, INSERT ON apim.* TO drydock@localhost')
  const secret = cloud.secrets.add('drydock', { username: 'drydock', password: 'pw' })
  const ended = await purgeRun({
    settings: {
      limits: { analyze: true },
      sources: [
        {
          instance: 'production',
          databases: [{ name: 'apim', times: { written: 'UTC' } }],
          secret,
        },
      ],
    },
    onState: async (state) => {
      if (state === 'VerifyProduction')
        await connection.query('REVOKE INSERT ON apim.* FROM drydock@localhost')
    },
  })
  assert.equal(ended.error, null, ended.error?.message)
  assert.deepEqual(await countTokens(), purged)
  assert.match(
    ended.report.warnings.join('\n'),
    /The statistics of apim on production were not all refreshed: .*INSERT command denied/,
  )
})
