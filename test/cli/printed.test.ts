import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { main } from '../../cli/main.ts'
import { questionsOf } from '../../cli/question.ts'
import type { Live } from '../../cli/ui/look.ts'
import { showApproval } from '../../cli/ui/show-approval.ts'
import { watch } from '../../cli/watch.ts'
import { findDeployed } from '../../cli/deployed.ts'
import { wholeStatusOf } from '../../cli/status-of.ts'
import { approvalName } from '../../functions/contract/control.ts'
import type { DatabaseServer } from '../../local/server/server-software.ts'
import { pattern } from '../pattern.ts'
import { past } from './past-run.ts'
import { drydock, answering, terminalFor } from './drydock.ts'
import { cloud, endRun, leaveEvidence, put, runIn } from './ui-scene.ts'

// What commands print, whole, of an environment without a database.

/** What differs from day to day. */
const settled = (text: string): string =>
  text
    .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, '<instant>')
    .replaceAll(/\b(\d+ (s|min|h|d) ?)+(?= |$)/gm, '<time>')
    .replaceAll(/^\d\d:\d\d:\d\d(?= )/gm, '<clock>')

const { machines } = cloud.stepFunctions
interface Definition {
  readonly States: {
    readonly PlanRun: {
      readonly Parameters: { readonly environment: { sources: object[]; clone: object } }
    }
  }
}
before(() => {
  const { definition } = machines.get('drydock-test') ?? {}
  const { environment } = (definition as Definition).States.PlanRun.Parameters
  const [source] = environment.sources
  environment.sources = [
    { ...source, databases: [{ name: 'apim' }, { name: 'shared' }] },
    { ...source, instance: 'analytics', databases: [{ name: 'stats' }] },
  ]
  environment.clone = { ...environment.clone, pricePerHour: 0.5 }
})

/** No process stands behind it: nothing here looks at data. */
const server = {
  ...{ engine: 'mariadb', version: '10.11.0', host: '127.0.0.1', port: 3306, rootUser: 'root' },
  ended: new Promise(() => undefined),
} as unknown as DatabaseServer

function addClone(run: string): void {
  const id = `drydock-test-${run}`
  cloud.rds.addInstance(id, server, { DeletionProtection: false })
  const tags = { 'managed-by': 'drydock', environment: 'test', 'run-id': run }
  for (const [key, Value] of Object.entries(tags))
    cloud.rds.instances.get(id)?.tags.push({ Key: `drydock:${key}`, Value })
}

test('status of a live purge says rows, rate, time left, why it is slowed, pace, and the clone', async () => {
  await leaveEvidence('week-9', 'slow')
  runIn('week-9', 'PurgeProduction')
  addClone('week-9')
  const { out } = await drydock('status')
  assert.equal(
    settled(out),
    [
      'test (eu-west-1)',
      'The switch: go',
      'Next start: none, the schedule is off',
      'run     started               took  status',
      'week-9  <instant>  <time>  PurgeProduction: 2,609,505 of 6,523,762 rows of ' +
        'wso2-production, last of IDN_OAUTH2_ACCESS_TOKEN, 280 rows/s, <time> left, ' +
        'works 25 % of the time, slowed since 02:12 UTC: cpu is 81 % ' +
        '<script>alert("now")</script>, slow from 75',
      'Pace: production is purged at most 100 % of the time, by limits.productionShare',
      'Clone: drydock-test-week-9 of week-9, available, <time> old, cost so far 0.00',
    ].join('\n'),
  )
  assert.match(
    (await drydock('clones')).out,
    pattern(
      /^clone +status +age +cost so far +its run\n/,
      /drydock-test-week-9 +available +\d+ s +0\.00 +week-9 \(RUNNING\)$/,
    ),
  )
  endRun('week-9')
  cloud.rds.instances.delete('drydock-test-week-9')
})

test('approve names the run, its rows, the gates, and the databases that it does not touch', async () => {
  await leaveEvidence('week-10', 'go')
  runIn('week-10', 'AskApproval')
  cloud.parameters.set(approvalName('test', 'week-10'), 'token')
  const { out, err, code } = await answering('n', 'approve')
  assert.equal(code, 3)
  assert.equal(
    settled(out),
    [
      'The run week-10 of test, started <instant>, waits for approval.',
      'shared of wso2-production was left out: none of the rules that are on has its ' +
        'table there.',
      'wso2-production, dead rows of production:',
      'table                                rows       dead  share  deleted by the ' + 'last purge',
      'IDN_OAUTH2_ACCESS_TOKEN         9,000,000  2,100,442  23 %                    ' + '       -',
      'IDN_OAUTH2_ACCESS_TOKEN_SCOPE  14,000,000  3,911,020  28 %                    ' + '       -',
      'IDN_AUTH_SESSION_STORE            700,000    512,300  73 %                    ' + '       -',
      'The rehearsal passed 0 of 0 checks.',
      'blast-radius: At most 28 % of a table would go, the limit is 50 %.',
      'drift: Production is as rehearsed.',
      'window: Open now.',
      'stats of analytics was left out: none of the rules that are on has its table there.',
    ].join('\n'),
  )
  assert.equal(
    err,
    'Purge production of test as rehearsed by week-10? [y/N] \nNothing was changed.',
  )
  const questions = await questionsOf(await findDeployed('test'), 'week-10')
  const page = showApproval([{ run: 'week-10', questions } as unknown as Live]).html
  for (const name of ['shared of wso2-production', 'stats of analytics'])
    assert.match(page, new RegExp(`<p>${name} was left out: none of the rules`))
  endRun('week-10')
})

test('history says what was deleted and left, and which run has not touched production', async () => {
  assert.equal((await drydock('history')).out, 'No run has reported yet.')
  const failed = { outcome: 'failed' }
  const runs = [
    past('week-8', {}, { deleted: 4_000, left: 100 }),
    past('week-9', { mode: 'rehearse' }, {}),
    past('cut-off', failed, { left: null }),
    past('early', { ...failed, tables: [] }, {}),
  ]
  await put('runs/history.json', { runs })
  assert.equal(
    (await drydock('history')).out,
    [
      'run      finished              mode      outcome     dead  deleted   left  ' +
        'trend of left',
      'week-8   2026-11-22 07:00 UTC  purge     succeeded  4,000    4,000    100  #',
      'week-9   2026-11-22 07:00 UTC  rehearse  succeeded  4,000        -  4,000  ' +
        '####################',
      'cut-off  2026-11-22 07:00 UTC  purge     failed     4,000        -      -',
      'early    2026-11-22 07:00 UTC  purge     failed         -        -      -',
      'Dead rows: of production where it was counted right before its purge, or alone; ' +
        'otherwise of the clone.',
      'Production was not touched by week-9, early.',
    ].join('\n'),
  )
  assert.match(
    (await drydock('status')).out,
    /^Backlog: 4,000 dead rows of 1 table, as week-9 left/m,
  )
})

test('an undo prints the tables that have something to put back, and how many have nothing', async () => {
  const none = { putBack: 0, present: 0, collided: 0, collisions: [] }
  const totals = {
    IDN_OAUTH2_ACCESS_TOKEN: { putBack: 1, present: 4_870, collided: 1, collisions: ['key 7'] },
    IDN_OAUTH2_ACCESS_TOKEN_SCOPE: none,
    IDN_AUTH_SESSION_STORE: { ...none, present: 30 },
    IDN_OAUTH2_AUTHORIZATION_CODE: none,
  }
  const machine = machines.get('drydock-test-undo')
  assert.ok(machine !== undefined)
  machines.set('drydock-test-undo', {
    ...machine,
    run: async ({ name }) => put(`runs/${name}/undo.json`, { totals, damaged: ['volume-1.zip'] }),
  })
  const undoing = ['undo', 'week-9', '--source', 'wso2-production', '--rule', 'tokens']
  const { out, err } = await drydock(...undoing)
  const back = await drydock(...undoing, '--apply', '--yes')
  machines.set('drydock-test-undo', machine)
  assert.match(back.err, /^If their parents are missing, .*: undo that rule first and then this /m)
  assert.match(back.err, /^The next purge deletes .*: \{"tokens": \{"enabled": false\}\} .*\.$/m)
  assert.doesNotMatch(err, /deletes these rows again/)
  assert.equal(
    out,
    [
      'table                    would come back  already there  cannot come back',
      'IDN_OAUTH2_ACCESS_TOKEN                1          4,870                 1',
      'IDN_AUTH_SESSION_STORE                 0             30                 0',
      '2 tables                               1          4,900                 1',
      '2 tables: nothing',
      'IDN_OAUTH2_ACCESS_TOKEN: key 7',
    ].join('\n'),
  )
  assert.match(err, /^At most these rows come back: a count does not look for their parents\.$/m)
  assert.match(err, /^The volume volume-1\.zip of the archive has no list .* in other places\. /m)
  assert.deepEqual(await drydock('undo', 'week-9', '--apply'), {
    code: 3,
    out: '',
    err: 'Nothing was changed: there is no terminal to ask on. To run without one, add --yes.',
  })
})

test('status --watch prints a line for each change without a terminal, and Ctrl-C ends it with 0', async () => {
  const environment = await findDeployed('test')
  const { terminal, answer } = terminalFor(null)
  const looks = [
    () => runIn('watched', 'PurgeClone'),
    () => undefined,
    () => cloud.parameters.set('/drydock/test/control', '{"stop": false, "pause": true}'),
    () => endRun('watched'),
    () => process.emit('SIGINT'),
  ]
  const look = async () => {
    looks.shift()?.()
    return [await wholeStatusOf(environment, 1)]
  }
  const code = await watch(terminal, look, 1)
  cloud.parameters.set('/drydock/test/control', '{"stop": false}')
  assert.equal(code, 0)
  assert.equal(
    settled(answer(0).out),
    [
      'test (eu-west-1)',
      'The switch: go',
      'Next start: none, the schedule is off',
      'Backlog: 4,000 dead rows of 1 table, as week-9 left them on <instant>',
      'run      started               took  status',
      'watched  <instant>  <time>  PurgeClone',
      '<clock>  test  The switch: pause',
      '<clock>  test watched  ABORTED',
    ].join('\n'),
  )
  assert.equal((await drydock('status', '--watch', '--json')).code, 2)
})

test('on a terminal status --watch writes over what it showed', async () => {
  const shown: string[] = []
  const terminal = {
    ...terminalFor(null).terminal,
    live: true,
    rewrite(text: string) {
      shown.push(text)
      process.emit('SIGINT')
    },
  }
  assert.equal(await main(['status', '--watch', '--runs', '1'], terminal), 0)
  assert.match(shown.join(), /^test \(eu-west-1\)\nThe switch: go\n/)
})
