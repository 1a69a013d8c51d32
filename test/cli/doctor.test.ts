import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, test } from 'node:test'
import { aged } from '../../cli/doctor/last-preflight.ts'
import { nextStart } from '../../cli/doctor/schedule.ts'
import { deploymentEnded } from '../../cli/doctor/stack.ts'
import { lookIn } from '../../cli/place.ts'
import { controlName } from '../../functions/contract/control.ts'
import { cloud, folder, found, outputs, run, secret, server } from './doctor-scene.ts'
import { drydock } from './drydock.ts'
import { isGolden, shown } from './transcript.ts'
import { broken } from './doctor-findings.ts'

// What can be seen from outside, without a database; test/scenarios/operator.test.ts has the plan.

beforeEach(() => {
  cloud.stacks.set('drydock-test', { ...outputs, WeeklySchedule: 'SUN 02:00 UTC' })
  cloud.parameters.set(controlName('test'), '{"stop": false}')
  cloud.secrets.change(secret, { username: 'drydock', password: 'not to be shown' })
  cloud.secrets.shown.clear()
  cloud.metrics.alarms.clear()
  Object.assign(cloud.subscribers, { confirmed: 2, pending: 0 })
})
/** What differs from day to day. */
const settled = (text: string): string =>
  text
    .replaceAll(/\d{4}-\d\d-\d\d (?=\d\d:\d\d UTC)/g, '<day> ')
    .replace(/(?<=deployed <day> |plan-1, started <day> )\d\d:\d\d/g, '<time>')
    .replaceAll(/\d+ s ago/g, '<age> ago')
const next = nextStart('SUN 02:00 UTC', new Date())?.toISOString().slice(0, 10)

test('before the first run it says what is known, and that a plan tells the rest', async () => {
  const { code, out, err } = await drydock('doctor', 'test')
  assert.deepEqual([code, err], [0, ''])
  assert.equal(
    out.replace(/deployed \d{4}-\d\d-\d\d \d\d:\d\d UTC/, 'deployed now'),
    [
      'ok       credentials                      arn:aws:iam::000000000000:user/you, eu-west-1',
      'ok       stack                            drydock-test is CREATE_COMPLETE, deployed now.',
      `ok       next-start                       ${next} 02:00 UTC, mode rehearse.`,
      'ok       switch                           It says go.',
      'ok       subscribers                      2 confirmed subscriptions.',
      'warning  last-run                         There was none yet.',
      '         -> drydock doctor test --plan',
      'ok       clones-left                      None.',
      'ok       alarms                           None is raised.',
      'ok       source-ready (production)        production, an instance, is available and ' +
        'matches the environment.',
      'ok       topology-supported (production)  production is in no global database and no ' +
        'blue/green deployment.',
      'ok       quota-sufficient (production)    The quotas suffice: DBInstances 1 of 40, ' +
        'ManualSnapshots 0 of 100, AllocatedStorage 100 of 100,000.',
      `ok       secret (production)              The secret ${secret} has a user and a password.`,
      'warning  preflight (production)           None of the last runs came so far, so nothing ' +
        'is known of network, grants, TLS, zone and room.',
      '         -> drydock doctor test --plan',
      '0 faults, 2 warnings, 11 ok',
    ].join('\n'),
  )
})

const about = async (name: string) => {
  const { code, out, err } = await drydock('doctor', '--json')
  assert.ok(!`${out}${err}`.includes('not to be shown'))
  const { findings } = JSON.parse(out)
  const of = findings.filter((one: { name: string }) => one.name === name)
  return { code, findings: of as { level: string; found: string; remedy: string }[] }
}
for (const [name, level, breaks, says, remedy] of broken)
  test(`${name}, ${level}: ${says.source}`, async () => {
    breaks()
    const { code, findings } = await about(name)
    const [one] = findings
    assert.equal(findings.length, 1)
    assert.equal(one?.level, level)
    assert.match(one.found, says)
    assert.match(one.remedy, remedy)
    assert.equal(code, level === 'fault' ? 1 : 0)
  })

test('a source that is not there is a fault, and the other lines are still told', async () => {
  const instance = cloud.rds.instances.get('production')
  assert.ok(instance)
  cloud.rds.instances.delete('production')
  const { code, findings } = await about('source-ready')
  cloud.rds.instances.set('production', instance)
  assert.equal(code, 1)
  assert.match(findings[0]?.found ?? '', /production/)
  assert.equal(findings[0]?.remedy, 'docs/runbook.md, SourceNotFound')
  assert.equal((await about('secret')).findings[0]?.level, 'ok')
})

test('a clone of an ended run is told with the command that deletes it', async () => {
  cloud.rds.addInstance('drydock-test-1', server)
  cloud.rds.instances
    .get('drydock-test-1')
    ?.tags.push(
      { Key: 'drydock:managed-by', Value: 'drydock' },
      { Key: 'drydock:environment', Value: 'test' },
      { Key: 'drydock:run-id', Value: 'gone' },
    )
  const { findings } = await about('clones-left')
  cloud.rds.instances.delete('drydock-test-1')
  assert.deepEqual(findings[0], {
    name: 'clones-left',
    about: '',
    level: 'warning',
    found: 'The clone drydock-test-1 is left of gone, which has ended.',
    remedy: 'drydock sweep --apply',
  })
})

test("the last preflight's findings are told with their age, and what RDS tells is asked again", async (t) => {
  await run('plan-1', found)
  const whole = await drydock('doctor')
  isGolden(t, 'doctor', [shown('doctor', whole, settled)])
  const { code, out } = whole
  assert.equal(code, 1)
  const [, below = ''] = out.split(/^(?=ok +preflight)/m)
  assert.match(below, /: 2 findings\. Above, \d+ more w\w+ asked again\.$/m)
  assert.match(below, /^ok +preflight \(production\) +The lines below are of the run plan-1, \d+ s/)
  assert.equal(
    below.split('\n').slice(1).join('\n').replace(/ {2,}/g, '  '),
    [
      'ok  tls-on (production)  TLS 1.3.',
      'fault  privileges-sufficient (apim)  No DELETE.',
      '  -> GRANT it.',
      '1 fault, 0 warnings, 14 ok',
    ].join('\n'),
  )
  assert.doesNotMatch(out, /Old\./)
})

test('a run that ended before its preflight is a fault; the one before still tells the rest', async () => {
  await run('plan-2', null)
  const { findings } = await about('last-run')
  assert.equal(findings[0]?.level, 'fault')
  assert.match(findings[0].found, /plan-2, started .* FAILED: DatabaseUnreachable: No answer\./)
  assert.equal(findings[0].remedy, 'drydock show plan-2')
  assert.match((await about('preflight')).findings[0]?.found ?? '', /the run plan-1, /)
})

test('a local run needs no subscriber, and is started, not deployed', async () => {
  await writeFile(
    join(folder, 'cloud.json'),
    JSON.stringify({ environment: 'test', settings: cloud.environment }),
  )
  Object.assign(cloud.subscribers, { confirmed: 0 })
  const { out } = await drydock('--local', '--out', folder, 'doctor')
  assert.match(out, /^ok +subscribers +A local run sends no mail: drydock --local .* status shows/m)
  const run = { name: 'r-1', arn: '', status: 'SUCCEEDED', startedAt: '2026-01-01', endedAt: '' }
  const stack = { name: '', region: '', outputs: {}, status: '', deployedAt: '2026-01-02' }
  const environment = { ...outputs, name: 'test', region: '' } as never
  const { found: said } = aged({ environment, stack }, { run, preflight: { findings: [] } })
  lookIn(null)
  assert.match(said, / npm start was started again since\.$/)
})

test('a preflight of before the last deployment, or of more than a week ago, is a warning', () => {
  const hour = 3_600_000
  const ago = (hours: number) => new Date(Date.now() - hours * hour).toISOString()
  for (const [started, deployed, level, says] of [
    [2, 48, 'ok', /of the run r-1, 2 h 0 min ago: 0 findings\.$/],
    [2, 1, 'warning', /2 h 0 min ago: 0 findings\. The environment was deployed again since\.$/],
    [9 * 24, 1000, 'warning', /9 d 0 h ago/],
  ] as const) {
    const run = { name: 'r-1', arn: '', status: 'SUCCEEDED', startedAt: ago(started), endedAt: '' }
    const stack = { name: '', region: '', outputs: {}, status: '', deployedAt: ago(deployed) }
    const environment = { ...outputs, name: 'test', region: '' } as never
    const said = aged({ environment, stack }, { run, preflight: { findings: [] } })
    assert.equal(said.level, level)
    assert.match(said.found, says)
    assert.equal(said.remedy, level === 'ok' ? '' : 'drydock doctor test --plan')
  }
})

test('a status of CloudFormation that is not the end of a deployment is told', () => {
  for (const [status, level] of [
    ['UPDATE_COMPLETE', 'ok'],
    ['UPDATE_IN_PROGRESS', 'warning'],
    ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'warning'],
    ['UPDATE_ROLLBACK_COMPLETE', 'warning'],
    ['ROLLBACK_COMPLETE', 'fault'],
    ['UPDATE_ROLLBACK_FAILED', 'fault'],
    ['DELETE_FAILED', 'fault'],
  ] as const)
    assert.equal(deploymentEnded('drydock-test', status, 0).level, level, status)
})

test('the next start is the next such hour, never now or before', () => {
  for (const [now, expected] of [
    ['2026-11-29T01:59:00Z', '2026-11-29T02:00:00.000Z'],
    ['2026-11-29T02:00:00Z', '2026-12-06T02:00:00.000Z'],
    ['2026-11-30T00:00:00Z', '2026-12-06T02:00:00.000Z'],
  ] as const)
    assert.equal(nextStart('SUN 02:00 UTC', new Date(now))?.toISOString(), expected)
  assert.equal(nextStart('off', new Date()), null)
})
