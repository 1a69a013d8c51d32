import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { RowDataPacket } from 'mysql2/promise'
import { readArchiveName } from '../../functions/contract/archive-name.ts'
import { preflightNames } from '../../functions/contract/check-names.ts'
import { approvalName } from '../../functions/contract/control.ts'
import { readVolumeName } from '../../functions/contract/volume-name.ts'
import { cloud, connection, deadTokens, scratch, server, until } from '../cli/scene.ts'
import { answering, drydock } from '../cli/drydock.ts'
import { isShown } from '../cli/shown.ts'
import { pattern } from '../pattern.ts'
import { reportSchema } from '../../functions/report/schema.ts'

// One environment, one story: the tests follow one another.

const runs = 'drydock-test'
/** Runs to its end; what it fails with is in its record. */
const runToEnd = (name: string, input: object) =>
  cloud.stepFunctions.begin(runs, name, input, new Date()).catch(() => undefined)

test('an environment without a run says how to start one', async () => {
  assert.deepEqual(await drydock('status'), {
    code: 0,
    out: [
      'test (eu-west-1)',
      'The switch: go',
      'Next start: none, the schedule is off',
      'No run yet. Start one: drydock run',
    ].join('\n'),
    err: '',
  })
})

test('a name that is wrong is refused with those that there are', async () => {
  const wrong = await drydock('status', 'tesd')
  assert.equal(wrong.code, 2)
  assert.match(
    wrong.err,
    pattern(
      /^EnvironmentNotFound: There is no stack drydock-tesd .*; did you mean "test"\? /,
      /Deployed here: test\./,
    ),
  )
  const none = await drydock('show', 'r1')
  assert.equal(none.code, 2)
  assert.match(
    none.err,
    /^RunNotFound: No run "r1" is known in test\. Start one with drydock run\./,
  )
})

test('a run is started and followed to its end, then shown by status, show and report', async () => {
  const ran = await drydock('run', '--mode', 'plan', '--name', 'plan-1')
  assert.equal(ran.code, 0, ran.err)
  isShown('npx drydock run --mode plan', ran.out)
  assert.match(ran.out, /^succeeded: 300 rows are dead in production; nothing was touched\./)
  assert.match(ran.err, /^Started plan-1, mode plan\.\n[^]*\n\d\d:\d\d:\d\d {2}\w+/)
  const status = await drydock('status', 'test', '--json')
  const [found] = JSON.parse(status.out)
  assert.deepEqual(
    [found.environment, found.control.stop, found.runs[0].run, found.runs[0].status],
    ['test', false, 'plan-1', 'SUCCEEDED'],
  )
  const shown = await drydock('show')
  assert.equal(shown.code, 0)
  assert.match(
    shown.out,
    new RegExp(`^succeeded: ${deadTokens} rows are dead in production; nothing was touched\\.`),
  )
  assert.match(shown.out, /^table +before +dead$/m)
  assert.match(shown.out, /^IDN_OAUTH2_ACCESS_TOKEN +300 +300$/m)
  const json = await drydock('show', 'plan-1', '--json')
  assert.equal(reportSchema.parse(JSON.parse(json.out)).runId, 'plan-1')
  const twice = await drydock('run', '--mode', 'plan', '--name', 'plan-1')
  assert.match(twice.err, /^InvalidInput: Nothing can be started under the name "plan-1"/)
  const page = await drydock('report', 'plan-1', '--folder', join(scratch.folder, 'pages'))
  assert.equal(page.code, 0)
  assert.match(readFileSync(page.out, 'utf8'), /<title>.*plan-1|plan-1/)
  assert.match(
    page.err,
    /^In the console: https:\/\/eu-west-1\.console\.aws\.amazon\.com\/s3\/object\/evidence/,
  )
})

test('doctor starts a plan, and its preflight is in the table with what can be seen from outside', async () => {
  const unheard = await drydock('doctor')
  assert.match(unheard.out, /^fault +subscribers +Nobody hears that a run waits for approval/m)
  assert.equal(unheard.code, 1)
  cloud.subscribers.confirmed = 1
  const { code, out, err } = await drydock('doctor', '--plan')
  assert.equal(code, 0, `${out}\n${err}`)
  const [, run] =
    /^Started (plan-\d{8}-\d{6}-\d{3}), mode plan, which changes nothing\./.exec(err) ?? []
  assert.match(out, new RegExp(`^ok +last-run +${run}, started .*: succeeded\\.$`, 'm'))
  assert.match(
    out,
    new RegExp(`^ok +preflight \\(production\\) .* of the run ${run}, \\d+ s ago`, 'm'),
  )
  for (const check of preflightNames) assert.match(out, new RegExp(`^\\w+ +${check} `, 'm'))
  assert.match(out, /^warning +privileges-sufficient \(apim\) .*\n {9}-> Create a separate user/m)
  assert.ok(!out.includes(server.rootPassword))
  assert.match(out, /\n0 faults, \d+ warnings?, \d+ ok$/)
  isShown('npx drydock doctor --plan', out)
})

test('a run that failed is shown with what the runbook says, and exits with 1', async () => {
  await runToEnd('wrong-1', { mode: 'plan', rule: 'tokens' })
  const shown = await drydock('show', 'wrong-1')
  assert.equal(shown.code, 1)
  assert.match(shown.out, /^failed: InvalidInput: /)
  assert.match(shown.out, /From docs\/runbook\.md, InvalidInput:\n {2}Can wait until morning\./)
})

test('a report that another version has written is told, and not guessed at', async () => {
  const folder = join(scratch.folder, 'buckets/evidence/runs/older')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'report.json'), '{"runId": "older", "outcome": "succeeded"}')
  const shown = await drydock('show', 'older')
  assert.equal(shown.code, 1)
  assert.match(
    shown.err,
    /^EvidenceMissing: runs\/older\/report\.json .* another version of Drydock/,
  )
})

test('the log of a run, and what the last ones took, are read from where the run left them', async () => {
  const { out, code } = await drydock('logs', 'plan-1')
  assert.equal(code, 0)
  assert.match(out, /^\d\d:\d\d:\d\d {2}info {3}The call has ended\. {2}function="planRun" /m)
  const errors = await drydock('logs', 'plan-1', '--errors')
  assert.deepEqual([errors.code, errors.out], [0, ''])
  assert.match(errors.err, /^plan-1 has no such line\./)
  const failed = JSON.parse((await drydock('logs', 'wrong-1', '--errors', '--json')).out)
  assert.deepEqual([failed[0].level, failed[0].error], ['error', 'InvalidInput'])
  assert.match((await drydock('cost')).out, /^plan-1 .* 0\.00 +-$/m)
})

test('sql prints the statements of a batch, with their values, and runs none', async () => {
  const { out, code, err } = await drydock(
    ...['sql', '--rule', 'tokens', '--connection', server.clientOptions],
  )
  assert.equal(code, 0, err)
  assert.match(out, /^-- apim, rule tokens, cutoff 20\S+Z: \d+ statements of a batch/)
  assert.match(out, /^DELETE .*IDN_OAUTH2_ACCESS_TOKEN/m)
  const explained = await drydock(
    ...['sql', '--rule', 'tokens', '--connection', server.clientOptions, '--explain'],
  )
  assert.match(explained.out, /^-- plan: \w+ \w+ (\w+|without index)$/m)
  assert.equal(await tokens(), deadTokens)
  const wrong = await drydock('sql', '--connection', join(scratch.folder, 'none.cnf'))
  assert.equal(wrong.code, 2)
  assert.match(wrong.err, /^InvalidInput: .*none\.cnf: found no such file\. Expected /)
})

test('what is no command, and no option, ends with 2', async () => {
  assert.equal((await drydock('statsu')).code, 2)
  assert.equal((await drydock('status', '--runs', '0')).code, 2)
  assert.equal((await drydock('--help')).code, 0)
})

test('a purge is confirmed, asks for approval, is approved, and its rows come back by an undo', async () => {
  const unasked = await drydock('run', '--mode', 'purge', '--name', 'never')
  assert.equal(unasked.code, 3)
  assert.match(unasked.err, /Nothing was changed: there is no terminal to ask on\..*--yes/)
  assert.equal(cloud.executions.has('never'), false)
  const started = await answering('y', 'run', '--mode', 'purge', '--name', 'purge-1', '--no-follow')
  assert.deepEqual([started.code, started.out], [0, 'purge-1'])
  const second = await drydock('run', '--mode', 'purge')
  assert.match(second.err, /^PurgeRunning: The run purge-1 is under way/)
  await until('purge-1', 'AskApproval')
  assert.match(
    (await drydock('status')).out,
    /purge-1 waits for an answer: drydock approve purge-1/,
  )
  const [clone] = JSON.parse((await drydock('clones', '--json')).out)
  assert.deepEqual([clone.run, clone.runStatus, clone.status], ['purge-1', 'RUNNING', 'available'])
  const asked = await answering('n', 'approve')
  assert.equal(asked.code, 3)
  assert.match(asked.out, /^IDN_OAUTH2_ACCESS_TOKEN +300 +300 +100 % +-$/m)
  isShown('npx drydock approve', asked.out)
  assert.match(asked.out, /^The rehearsal passed (\d+) of \1 checks\.$/m)
  const approved = await drydock('approve', 'purge-1', '--yes')
  assert.equal(
    approved.out.split('\n').at(-1),
    `Approved by ${you}. To follow the purge: drydock follow purge-1`,
  )
  assert.ok(!JSON.stringify([asked, approved]).includes(cloud.parameters.get(token) ?? 'no token'))
  const followed = await drydock('follow')
  assert.equal(followed.code, 0, followed.err)
  assert.match(followed.err, /\nThe report: drydock report purge-1 --open$/)
  const shown = await drydock('show', 'purge-1')
  assert.equal(shown.out, followed.out)
  isShown('npx drydock show', shown.out)
  assert.match(shown.out, /^succeeded: 300 rows deleted in production/)
  assert.match(shown.out, /^IDN_OAUTH2_ACCESS_TOKEN +300 +300 +0 +300 +0$/m)
  for (const command of ['status', 'history', 'cost'])
    isShown(`npx drydock ${command}`, (await drydock(command)).out)
  assert.match((await drydock('history')).out, /^purge-1 .* purge +succeeded +300 +300 +0$/m)
  assert.equal((await drydock('clones')).out, 'No clone exists in this account and region.')

  const archive = join(scratch.folder, 'buckets/evidence/archive/purge-1/production')
  const evidence = join(scratch.folder, 'buckets/evidence/runs/purge-1/production')
  const [object = '', ...more] = readdirSync(archive)
  const account = JSON.parse(readFileSync(join(evidence, 'purge-production.json'), 'utf8'))
  // One file stays as it is; several are in a volume.
  assert.deepEqual(
    [more, readVolumeName(object) !== null, readArchiveName(object) !== null],
    [[], account.databases[0].files > 1, account.databases[0].files === 1],
  )
  const counted = await drydock('undo', 'purge-1', '--rule', 'tokens')
  assert.match(counted.out, /^IDN_OAUTH2_ACCESS_TOKEN +300 +0 +0$/m)
  isShown('npx drydock undo purge-1 --rule tokens', `${counted.out}\n${counted.err}`)
  assert.match(counted.err, /Nothing was changed\. To put these rows back, add --apply\.$/)
  assert.equal(await tokens(), 0)
  const back = await answering('yes', 'undo', 'purge-1', '--apply')
  assert.match(back.out, /^table +put back +already there +cannot come back$/m)
  assert.equal(await tokens(), deadTokens)
})

test('a pause with no run under way holds for the next one, until it is taken back', async () => {
  const paused = await drydock('pause')
  isShown('npx drydock pause', `${paused.out}\n${paused.err}`)
  await drydock('resume')
  assert.match((await drydock('status')).out, /^The switch: go$/m)
})

const you = 'arn:aws:iam::000000000000:user/you'
const token = approvalName('test', 'purge-1')
async function tokens(): Promise<number> {
  const [[row]] = await connection.query<RowDataPacket[]>(
    'SELECT COUNT(*) AS n FROM IDN_OAUTH2_ACCESS_TOKEN',
  )
  return Number(row?.n)
}
