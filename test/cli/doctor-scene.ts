import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { runEnvironmentSchema } from '../../functions/contract/environment.ts'
import type { PreflightFinding } from '../../functions/contract/preflight.ts'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import { serveMachines } from '../../local/machines.ts'
import type { DatabaseServer } from '../../local/server/server-software.ts'

// An environment "test" as it is deployed, with an instance that no process stands behind.

const folder = await mkdtemp(join(tmpdir(), 'doctor-'))
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
serveMachines(cloud, { environment, deployment })
export const outputs = cloud.stacks.get('drydock-test') ?? {}
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
  const machine = cloud.stepFunctions.machines.get('drydock-test')
  assert.ok(machine)
  cloud.stepFunctions.machines.set('drydock-test', {
    ...machine,
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
