import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { controlName } from '../../functions/contract/control.ts'
import { runEnvironmentSchema } from '../../functions/contract/environment.ts'
import type { PreflightFinding } from '../../functions/contract/preflight.ts'
import { outputNames } from '../../functions/contract/outputs.ts'
import { arn } from '../../local/cloud/arn.ts'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import type { DatabaseServer } from '../../local/server/server-software.ts'

// An environment "test" as it is deployed, with an instance that no process stands behind.

export const folder = await mkdtemp(join(tmpdir(), 'doctor-'))
export const cloud = await startCloud(folder, join(folder, 'buckets'))
after(async () => {
  await cloud.close()
  await rm(folder, { recursive: true })
})
Object.assign(process.env, cloud.environment)
export const server = {
  engine: 'mariadb',
  version: '10.11.0',
  host: '127.0.0.1',
  port: 3306,
  rootUser: 'root',
  rootPassword: 'not to be shown',
  ended: new Promise(() => undefined),
} as unknown as DatabaseServer
cloud.rds.addInstance('production', server)
export const secret = cloud.secrets.add('production', {})
const environment = runEnvironmentSchema.parse({
  name: 'test',
  sources: [{ instance: 'production', databases: ['apim'], secret }],
})
export const key = 'arn:aws:kms:eu-west-1:000000000000:key/0a1b2c3d-4e5f-4071-8293-a4b5c6d7e8f9'
const deployment = {
  cloneSecurityGroup: 'sg-1',
  evidenceBucket: 'evidence',
  reportTopic: 'arn:aws:sns:eu-west-1:000000000000:reports',
  site: { vpc: 'vpc-1', databasePorts: [3306], kmsKeys: [key] },
}
// What the tool reads of the machine, without seconds of synthesis: the plan's test has the whole.
const definition = { States: { PlanRun: { Parameters: { environment, deployment } } } }
const machine = (name: string) => arn('states', `stateMachine:${name}`)
export const outputs = {
  [outputNames.runs]: machine('drydock-test'),
  [outputNames.undo]: machine('drydock-test-undo'),
  [outputNames.sweep]: machine('drydock-test-sweep'),
  [outputNames.bucket]: deployment.evidenceBucket,
  [outputNames.control]: controlName('test'),
  [outputNames.schedule]: 'off',
}
const machines = cloud.stepFunctions.machines
machines.set('drydock-test', { definition, run: async () => undefined })
export const found: PreflightFinding[] = [
  { check: 'tls-on', database: 'production', level: 'passed', detail: 'TLS 1.3.', remedy: '' },
  { check: 'source-ready', database: 'production', level: 'failed', detail: 'Old.', remedy: '' },
  {
    check: 'privileges-sufficient',
    database: 'apim',
    level: 'failed',
    detail: 'No DELETE.',
    remedy: 'GRANT it.',
  },
]
/** A run that comes as far as its preflight, or not even there. */
export async function run(
  name: string,
  findings: readonly PreflightFinding[] | null,
): Promise<void> {
  machines.set('drydock-test', {
    definition,
    async run() {
      if (findings === null)
        throw Object.assign(new Error('No answer.'), { name: 'DatabaseUnreachable' })
      const place = join(folder, 'buckets/evidence/runs', name, 'production')
      await mkdir(place, { recursive: true })
      await writeFile(join(place, 'preflight-production.json'), JSON.stringify({ findings }))
    },
  })
  await cloud.stepFunctions
    .begin('drydock-test', name, { mode: 'plan' }, new Date())
    .catch(() => undefined)
}
