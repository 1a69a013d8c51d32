import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runEnvironmentSchema } from '../../functions/contract/environment.ts'
import { databaseCalled } from '../../functions/contract/source.ts'
import { wallTimes } from '../../functions/rules/wall-times.ts'
import { refuseContradicted } from '../../functions/preflight/zone-witness.ts'

const hour = 3_600_000
const start = new Date('2026-11-24T09:30:00Z')
const hours = (zone: string | null) => {
  const { least, most } = wallTimes(zone, start)
  return [least / hour, most / hour]
}

test("a zone's times are read by its winter, whatever the season; what nobody states by the farthest zone there is", () => {
  assert.deepEqual(hours('UTC'), [0, 0])
  assert.deepEqual(hours('America/New_York'), [-5, -4])
  assert.deepEqual(hours('Asia/Kolkata'), [5.5, 5.5])
  assert.deepEqual(hours('Australia/Lord_Howe'), [10.5, 11])
  // Ireland's summer time is its standard time; Morocco puts its clocks back for Ramadan.
  assert.deepEqual(hours('Europe/Dublin'), [0, 1])
  assert.deepEqual(hours('Africa/Casablanca'), [0, 1])
  assert.deepEqual(hours(null), [-14, 14])
})

test('no wall time of a zone stands for a later instant than it is read as, through every change of its clocks', () => {
  for (const zone of ['America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Asia/Kolkata']) {
    // Another way to the wall time than the one that is tested: the runtime's own Swedish calendar.
    const shown = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'medium',
    })
    const { least } = wallTimes(zone, start)
    for (let at = start.getTime() - 400 * 24 * hour; at < start.getTime(); at += hour / 2) {
      const written = Date.parse(`${shown.format(at).replace(' ', 'T')}Z`)
      assert.ok(written - least >= at, `${zone}: ${new Date(at).toISOString()}`)
    }
  }
})

test('a token that came since the plan and reads earlier than it ends the run before the first batch', () => {
  const planned = (zone: string | null, newest: string | null) => ({
    ...wallTimes(zone, start),
    newest,
  })
  const refused = { name: 'ZoneContradicted' }
  const ask = (times: ReturnType<typeof planned>, newest: string | null) => () =>
    refuseContradicted('apim', times, start, newest)
  // New York in truth, UTC as stated: 04:30 there is 09:30 UTC.
  assert.throws(ask(planned('UTC', '2026-11-24 04:29:50'), '2026-11-24 04:41:00'), refused)
  assert.throws(ask(planned('Asia/Kolkata', '2026-11-24 09:29:50'), '2026-11-24 09:41:00'), refused)
  assert.doesNotThrow(
    ask(planned('America/New_York', '2026-11-24 04:29:50'), '2026-11-24 04:41:00'),
  )
  assert.doesNotThrow(ask(planned('UTC', '2026-11-24 09:29:50'), '2026-11-24 09:41:00'))
  // Nobody came; an old one went; nothing is stated.
  assert.doesNotThrow(ask(planned('UTC', '2026-11-23 04:29:50'), '2026-11-23 04:29:50'))
  assert.doesNotThrow(ask(planned('UTC', '2026-11-24 04:29:50'), '2026-11-24 04:29:40'))
  assert.doesNotThrow(ask(planned(null, '2026-11-24 04:29:50'), '2026-11-24 04:41:00'))
  assert.doesNotThrow(ask(planned('UTC', null), null))
})

test('a database is a name, or a name with the zone that is written; a safe period has a floor', () => {
  const secret = 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:wso2'
  const parse = (database: unknown, more = {}) =>
    runEnvironmentSchema.safeParse({
      name: 'example',
      sources: [{ instance: 'production', databases: [database], secret }],
      ...more,
    })
  const written = { name: 'apim', times: { written: 'America/New_York' } }
  assert.deepEqual(parse('apim').data?.sources[0]?.databases, [{ name: 'apim' }])
  assert.deepEqual(parse(written).data?.sources[0]?.databases, [written])
  // A plan, its evidence and its report have one name of a database and its schema.
  const called = (given: unknown) =>
    parse(given).data?.sources[0]?.databases.map(databaseCalled).join()
  assert.equal(called({ name: 'apim', schema: 'wso2' }), 'apim.wso2')
  assert.equal(called({ name: 'apim', schema: 'public' }), 'apim')
  for (const [database, fault] of [
    [{ name: 'apim', times: { written: 'Atlantis' } }, /^expected "UTC" or an IANA time zone/],
    [7, /^expected the name of a database, or \{"name": …/],
    [{ name: 'apim', time: 'UTC' }, /time/],
    [{ name: 'apim', schema: 'a.b' }, /^expected the name of a schema, .* without a dot$/],
    ['apim.wso2', /^expected the name of a database, .* without a dot$/],
  ] as const)
    assert.match(parse(database).error?.issues[0]?.message ?? '', fault)
  const floor = /^expected 5m or more: clocks differ/
  assert.match(parse('apim', { safePeriod: '4m' }).error?.issues[0]?.message ?? '', floor)
  assert.match(
    parse('apim', { rules: { tokens: { safePeriod: '0m' } } }).error?.issues[0]?.message ?? '',
    floor,
  )
  assert.equal(parse('apim', { safePeriod: '5m' }).success, true)
})
