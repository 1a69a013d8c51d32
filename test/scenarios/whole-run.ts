import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RowDataPacket } from 'mysql2/promise'
import { controlName } from '../../functions/contract/control.ts'
import { runEnvironmentSchema, type Deployment } from '../../functions/contract/environment.ts'
import { reportSchema, type Report } from '../../functions/report/schema.ts'
import { synthesizeDefinition, type SynthesizedWorkflow } from '../../infra/workflow-definition.ts'
import { runExecution } from '../../local/run-execution.ts'
import { storeOf } from '../seed/in-database.ts'
import { addApp, addTokens as addPlainTokens } from '../seed/plain-tokens.ts'
import { cloud, connection, emptyProduction, scratch, secret } from './scene.ts'

export { cloud, connection, server } from './scene.ts'

const deployment = {
  cloneSecurityGroup: 'sg-clones',
  evidenceBucket: 'evidence',
  reportTopic: 'arn:aws:sns:eu-west-1:000000000000:reports',
}
/** The switch that stops a purge. */
export const control = controlName('test')

const live = 2000
const dead = 12_000
/** Tokens, dead as often as not, in a table large enough to be held to a share. */
export async function freshProduction(): Promise<void> {
  cloud.parameters.clear()
  cloud.parameters.set(control, '{"stop": false}')
  cloud.messages.splice(0)
  cloud.watch(() => undefined)
  await emptyProduction('apim-2.5.0')
  await addApp(connection)
  await addTokens('dead', dead, 'REVOKED')
  await addTokens('live', live, 'ACTIVE')
  // As a server that has run for a while knows them.
  await storeOf(connection).learn()
}

export const addTokens = (prefix: string, rows: number, state: string): Promise<void> =>
  addPlainTokens(connection, {
    rows,
    state,
    id: (at) => `${prefix}${String(at).padStart(6, '0')}`,
  })

export async function countTokens(): Promise<{ dead: number; live: number }> {
  const [[row]] = await connection.query<RowDataPacket[]>(
    "SELECT COUNT(CASE WHEN TOKEN_STATE = 'REVOKED' THEN 1 END) AS dead, COUNT(CASE WHEN " +
      "TOKEN_STATE = 'ACTIVE' THEN 1 END) AS live FROM IDN_OAUTH2_ACCESS_TOKEN",
  )
  return { dead: Number(row?.dead ?? 0), live: Number(row?.live ?? 0) }
}
export const untouched = { dead, live }
export const purged = { dead: 0, live }

export interface Asked {
  readonly settings?: object
  readonly input?: object
  readonly onState?: (state: string) => void | Promise<void>
  readonly waits?: Readonly<Record<string, number>>
  /** Wraps each function call. */
  readonly around?: (state: string, call: () => Promise<unknown>) => Promise<unknown>
  /** Changes the definition, for times that no test can wait for. */
  readonly change?: (definition: SynthesizedWorkflow['definition']) => void
}
export interface Ended {
  readonly error: { readonly name: string; readonly message: string } | null
  readonly states: readonly string[]
  readonly report: Report
  /** Instances beside production when it ended. */
  readonly clones: readonly string[]
}

/**
 * Told of each reading of the switch by production's purge, from 1 on: whatever else reads
 * production asks it too.
 */
export function underWay(told: (reading: number) => void | Promise<void>): Pick<Asked, 'onState'> {
  let [purging, readings] = [false, 0]
  cloud.watch(async (action) => {
    if (purging && action === 'GetParameter') await told(++readings)
  })
  return { onState: (state) => void (purging = state === 'PurgeProduction') }
}

let runs = 0
/** A whole run in mode purge, by the machine as it is deployed. */
export async function purgeRun({
  settings = {},
  input = {},
  onState = () => undefined,
  waits = {},
  around = (_, call) => call(),
  change = () => undefined,
}: Asked = {}): Promise<Ended> {
  const environment = runEnvironmentSchema.parse({
    name: 'test',
    mode: 'purge',
    allowProductionPurge: true,
    sources: [
      { instance: 'production', databases: [{ name: 'apim', times: { written: 'UTC' } }], secret },
    ],
    ...settings,
  })
  const workflow = structuredClone(synthesizeDefinition(environment, deployment))
  change(workflow.definition)
  const states: string[] = []
  const name = `run-${++runs}`
  const error = await runExecution(workflow, {
    name,
    startTime: new Date(Date.now()),
    input: { mode: 'purge', ...input },
    fail: undefined,
    waits,
    around,
    answerTo: cloud.answerTo,
    async onState(state) {
      states.push(state)
      await onState(state)
    },
  })
  const report = await readReport(name)
  return {
    error,
    states,
    report,
    clones: [...cloud.rds.instances.keys()].filter((id) => id !== 'production'),
  }
}

/**
 * A run in mode purge that a person stops in a state, and what it has left once its calls have
 * ended.
 */
export async function stoppedRun(
  state: string,
  settings: object = {},
  smoke: Pick<Deployment, 'smokeTest'> = {},
  fail?: string,
) {
  const environment = runEnvironmentSchema.parse({
    name: 'test',
    mode: 'purge',
    allowProductionPurge: true,
    sources: [
      { instance: 'production', databases: [{ name: 'apim', times: { written: 'UTC' } }], secret },
    ],
    ...settings,
  })
  const name = `stopped-${++runs}`
  const stop = new AbortController()
  let reached = false
  const deployed = { ...deployment, ...smoke }
  const error = await runExecution(synthesizeDefinition(environment, deployed), {
    name,
    startTime: new Date(Date.now()),
    input: { mode: 'purge' },
    fail,
    stop: stop.signal,
    executions: cloud.executions,
    answerTo: cloud.answerTo,
    onState(at) {
      if (at !== state) return
      reached = true
      // The call itself goes on, as it does on AWS.
      setTimeout(() => stop.abort(), 20)
    },
  })
  const sweep = {
    execution: { name: `sweep-${name}`, startTime: new Date().toISOString() },
    input: { run: name },
    environment,
    deployment: deployed,
    stateMachine: 'arn:aws:states:eu-west-1:000000000000:stateMachine:drydock-test',
  }
  return { name, error, reached, sweep }
}

async function readReport(run: string): Promise<Report> {
  return reportSchema.parse(
    JSON.parse(
      await readFile(join(scratch.folder, 'buckets/evidence/runs', run, 'report.json'), 'utf8'),
    ),
  )
}
