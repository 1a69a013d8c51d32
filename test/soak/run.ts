import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { errorNames } from '../../functions/contract/errors.ts'
import { reportSchema, type Report } from '../../functions/report/schema.ts'
import { startClient } from '../../local/client/start-client.ts'
import { laptop, workflowFor } from '../../local/laptop.ts'
import { runExecution } from '../../local/run-execution.ts'
import { openScratch } from '../../local/scratch.ts'
import { clean } from './application.ts'
import { drawFaults, faults } from './faults.ts'
import type { Production } from './production.ts'
import { census, lost, present } from './witness.ts'

/** What one run came to; `faults` is empty where all was right. */
export interface RunFigures {
  readonly run: string
  readonly struckBy: readonly string[]
  readonly seconds: number
  readonly outcome: string
  readonly rows: number
  readonly deadBefore: number
  readonly deadAfter: number
  readonly issued: number
  readonly refreshed: number
  readonly p99: number
  readonly wrong: readonly string[]
}

const hour = 3_600_000
/** Rows that may stay dead: somebody held them, or they died while the run was under way. */
const mayStay = 30

/** One weekly run with an application at work and the faults that were drawn for it. */
export async function weeklyRun(
  production: Production,
  number: number,
  now: Date,
  draw: () => number,
): Promise<RunFigures> {
  const { cloud } = production
  const run = `soak-${String(number).padStart(3, '0')}`
  const struck = drawFaults(
    draw,
    faults.filter(({ possible }) => possible?.(production.server().engine) ?? true),
  )
  const asked = draw() < 0.25
  const killed = draw() < 0.4 ? Math.floor(draw() * 6) : -1
  const wrong: string[] = []
  const store = await production.open()
  const before = await census(store, now.getTime())
  const due = await census(store, now.getTime() - 2 * hour)
  await store.close()

  const began = performance.now()
  const clock = () => new Date(now.getTime() + performance.now() - began)
  const { engine, host, port, rootUser, rootPassword } = production.server()
  const client = await startClient({
    engine,
    host,
    port,
    user: rootUser,
    password: rootPassword,
    database: 'apim_db',
    now: clock,
    perSecond: 20,
  })
  const cleaning = clean(production, now)
  const settings = asked ? { approval: { deadline: '1h' } } : {}
  if (asked) cloud.onMessage(({ subject }) => void approve(production, run, subject, draw))
  const underWay: Promise<unknown>[] = []
  let rowCalls = 0
  const error = await runExecution(workflowFor('purge', settings, production.databases, 'UTC'), {
    name: run,
    startTime: now,
    input: { mode: 'purge' },
    fail: undefined,
    answerTo: cloud.answerTo,
    onState(state) {
      for (const { fault } of struck.filter((one) => one.state === state))
        underWay.push(
          fault
            .begin({ cloud, production: production.server, open: production.open, draw })
            .catch((trouble: unknown) => {
              // Two faults may meet: a server that died lets go of what was held.
              if (
                !/closed state|closed the connection|ECONN|terminat|not queryable/.test(
                  String(trouble),
                )
              )
                wrong.push(`${fault.name}: ${String(trouble)}`)
            }),
        )
    },
    async around(state, call) {
      // The function is cut off and lives on: what Lambda does with a call whose time ran out.
      if (!/^(Measure|Purge|Verify)/.test(state) || rowCalls++ !== killed) return call()
      const living = call()
      underWay.push(living.catch(() => undefined))
      await sleep(draw() * 300)
      throw Object.assign(new Error('the function was cut off'), { name: 'Sandbox.Timedout' })
    },
  })
  await Promise.all(underWay)
  cleaning.stop()
  const answered = await client.stop()

  const after = await production.open()
  const there = await present(after)
  const left = await census(after, now.getTime() - 2 * hour)
  await after.close()
  const gone = lost(before, there)
  wrong.push(...gone.slice(0, 3).map((row) => `lost: ${row}`))
  wrong.push(...answered.lost.slice(0, 3).map((token) => `the client lost the token ${token}`))
  if (left.orphans > 0) wrong.push(`${left.orphans} tokens are gone without their scopes`)
  const clones = [...cloud.rds.instances.keys()].filter((id) => id !== 'production')
  if (clones.length > 0) wrong.push(`left behind: ${clones.join(', ')}`)
  const report = await readReport(run)
  if (report === null) wrong.push('no report')
  const mayEndIn = [
    ...struck.flatMap(({ fault }) => fault.mayEndIn),
    // The ten minutes for which another call is waited for are two seconds here.
    ...(killed >= 0 ? ['PurgeRunning'] : []),
  ]
  if (error === null) {
    if (report?.outcome !== 'succeeded') wrong.push(`the report says ${report?.outcome}`)
    if (left.dead > mayStay) wrong.push(`${left.dead} dead rows are left`)
  } else {
    if (!mayEndIn.includes(error.name)) wrong.push(`${error.name}: ${error.message.slice(0, 300)}`)
    if (!(errorNames as readonly string[]).includes(error.name)) wrong.push('an unnamed error')
    if (report?.outcome !== 'failed' || report.error?.name !== error.name)
      wrong.push(`the report says ${report?.outcome} ${report?.error?.name ?? ''}`)
  }
  return {
    run,
    struckBy: [
      ...struck.map(({ fault, state }) => `${fault.name} (${state})`),
      ...(killed >= 0 ? [`a function is cut off and keeps running (call ${killed + 1})`] : []),
      ...(asked ? ['an approval is waited for'] : []),
    ],
    seconds: Math.round((performance.now() - began) / 1000),
    outcome: error === null ? 'succeeded' : error.name,
    rows: left.rows,
    deadBefore: due.dead,
    deadAfter: left.dead,
    issued: answered.issued,
    refreshed: answered.refreshed,
    p99: Math.round(answered.latency.p99),
    wrong,
  }
}

async function readReport(run: string): Promise<Report | null> {
  const file = join(openScratch().folder, 'buckets/evidence/runs', run, 'report.json')
  const text = await readFile(file, 'utf8').catch(() => null)
  return text === null ? null : reportSchema.parse(JSON.parse(text))
}

/** A person who takes between two and thirty seconds. */
async function approve(
  { cloud }: Production,
  run: string,
  subject: string,
  draw: () => number,
): Promise<void> {
  if (!/ approve until /.test(subject)) return
  await sleep(2_000 + draw() * 28_000)
  const taskToken = cloud.parameters.get(`/drydock/${laptop.name}/approval/${run}`) ?? ''
  const answer = () =>
    fetch(cloud.environment.AWS_ENDPOINT_URL ?? '', {
      method: 'POST',
      headers: { 'x-amz-target': 'AWSStepFunctions.SendTaskSuccess' },
      body: JSON.stringify({ taskToken, output: '{"by": "arn:aws:iam::000000000000:user/you"}' }),
    }).then(
      ({ ok }) => ok,
      () => false,
    )
  // AWS may be unwell, or have taken an answer without saying so.
  for (let tries = 0; tries < 20 && !(await answer()); tries++) await sleep(500)
}
