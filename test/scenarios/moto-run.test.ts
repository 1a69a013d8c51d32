import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { CloudWatch } from '@aws-sdk/client-cloudwatch'
import { RDS } from '@aws-sdk/client-rds'
import { SecretsManager } from '@aws-sdk/client-secrets-manager'
import { SSM } from '@aws-sdk/client-ssm'
import { approvalName, controlName } from '../../functions/contract/control.ts'
import { type Mode, runEnvironmentSchema } from '../../functions/contract/environment.ts'
import { synthesizeDefinition } from '../../infra/workflow-definition.ts'
import { forgetAwsSettings, sdkEnvironment } from '../../local/cloud/sdk-environment.ts'
import { runExecution } from '../../local/run-execution.ts'
import { openScratch } from '../../local/scratch.ts'
import { compareDatabases, seedProduction } from '../../local/seeded-databases.ts'
import { findSoftware } from '../../local/server/find-software.ts'
import { freePort } from '../../local/server/free-port.ts'
import type { DatabaseServer } from '../../local/server/server-software.ts'
import { createStack, region } from './moto-stack.ts'

// A second opinion on whole runs: moto in the place of AWS, which shares no belief with the local
// cloud, with real database servers behind its instances. moto_launcher.py says what was patched.
// The stack of the template is created there first; the runs use its bucket, topic, group and
// control parameter. The state machine is run by this project's own interpreter, with the bundles
// of the stack's functions.
const skip =
  spawnSync('python3', ['-c', 'import moto']).status === 0
    ? false
    : 'python3 has no moto: no second opinion on a whole run was asked for'

test('moto takes the stack, a rehearsal, a purge that is stopped and one that is approved', {
  skip,
}, async () => {
  const scratch = openScratch()
  after(() => scratch.close())
  process.env.DRYDOCK_LOG = join(scratch.folder, 'drydock.log')
  const say = () => undefined
  const software = await findSoftware('mariadb', say)
  const dataDirectory = join(scratch.folder, 'production')
  await software.initialize(dataDirectory)
  const production = await software.start({ dataDirectory })
  const now = new Date()
  const databases = await seedProduction(
    production,
    { schema: 'apim-2.5.0', tokens: 2000, now },
    say,
  )

  // The server of an instance: production's own, and for each clone a physical copy, made when it
  // is first looked at.
  const password = randomBytes(12).toString('hex')
  const servers = new Map<string, Promise<DatabaseServer>>([
    ['production', Promise.resolve(production)],
  ])
  const copied = async (id: string) => {
    const directory = join(scratch.folder, id)
    await production.copyTo(directory)
    return software.start({ dataDirectory: directory, rootPassword: password })
  }
  const hook = createServer((request, response) => {
    const id = request.url?.slice(1) ?? ''
    const server = servers.get(id) ?? copied(id)
    servers.set(id, server)
    void server.then(
      ({ host, port }) => response.end(JSON.stringify({ Address: host, Port: port })),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve))
  scratch.onCleanup(() => void hook.close())
  const port = await freePort()
  const moto = spawn(
    'python3',
    [
      join(import.meta.dirname, 'moto_launcher.py'),
      String(port),
      `http://127.0.0.1:${(hook.address() as AddressInfo).port}`,
      password,
    ],
    { stdio: ['ignore', 'ignore', process.env.MOTO_LOG ? 'inherit' : 'ignore'] },
  )
  scratch.onCleanup(() => void moto.kill())
  const endpoint = `http://127.0.0.1:${port}`
  for (let tries = 0; !(await fetch(endpoint).catch(() => null)); tries++) {
    assert.ok(tries < 600, 'moto did not start within a minute')
    await sleep(100)
  }
  forgetAwsSettings(process.env)
  Object.assign(process.env, sdkEnvironment(endpoint), { AWS_REGION: region })

  const stack = await createStack(endpoint, join(scratch.folder, 'cdk.out'))
  const deployment = {
    cloneSecurityGroup: stack.physicalId('NetworkCloneGroup'),
    evidenceBucket: stack.physicalId('EvidenceBucket'),
    reportTopic: stack.physicalId('ReportsTopic'),
  }
  const controlParameter = stack.physicalId('ControlParameter')
  assert.equal(controlParameter, controlName('example'))
  const [rds, ssm] = [new RDS({}), new SSM({})]
  const { ARN = '' } = await new SecretsManager({}).createSecret({
    Name: 'production',
    SecretString: JSON.stringify({ username: 'root', password: production.rootPassword }),
  })
  await rds.createDBInstance({
    DBInstanceIdentifier: 'production',
    DBInstanceClass: 'db.r6g.large',
    Engine: 'mariadb',
    EngineVersion: production.version,
    AllocatedStorage: 100,
    BackupRetentionPeriod: 7,
    DeletionProtection: true,
    MasterUsername: 'root',
    MasterUserPassword: production.rootPassword,
  })
  await new CloudWatch({}).putMetricData({
    Namespace: 'AWS/RDS',
    MetricData: [
      {
        MetricName: 'FreeStorageSpace',
        Dimensions: [{ Name: 'DBInstanceIdentifier', Value: 'production' }],
        Timestamp: new Date(Date.now() - 120_000),
        Value: 80 * 2 ** 30,
      },
    ],
  })
  const control = (stop: boolean) =>
    ssm.putParameter({
      Name: controlParameter,
      Value: JSON.stringify({ stop }),
      Type: 'String',
      Overwrite: true,
    })
  const run = async (name: string, mode: Mode, stopAt?: string) => {
    await control(false)
    const [states, failures]: [string[], string[]] = [[], []]
    const workflow = synthesizeDefinition(
      runEnvironmentSchema.parse({
        name: 'example',
        mode,
        allowProductionPurge: true,
        approval: { deadline: '1h' },
        limits: { blastShare: 0.9 },
        sources: [
          {
            instance: 'production',
            secret: ARN,
            databases: databases.map((database) => ({
              name: database.name,
              times: { written: 'UTC' },
            })),
          },
        ],
      }),
      deployment,
    )
    const error = await runExecution(workflow, {
      name,
      // The seed's truth is of this instant.
      startTime: now,
      input: { mode, confirmBlastRadius: true },
      fail: undefined,
      load: stack.load,
      onFailure: (state, error) => failures.push(`${state}: ${error}`),
      onState: async (state) => {
        states.push(state)
        if (state === stopAt) await control(true)
      },
      // Whoever approves reads the token where AskApproval has kept it.
      answerTo: async (token) => {
        for (let tries = 0; tries < 300; tries++) {
          await sleep(100)
          const kept = await ssm
            .getParameter({ Name: approvalName('example', name), WithDecryption: true })
            .catch(() => null)
          if (kept === null) continue
          assert.equal(kept.Parameter?.Value, token)
          return { by: 'arn:aws:iam::123456789012:user/you' }
        }
        throw new Error('the token of the approval was not kept within 30 s')
      },
    })
    const { DBInstances = [] } = await rds.describeDBInstances({})
    assert.deepEqual(
      DBInstances.map(({ DBInstanceIdentifier }) => DBInstanceIdentifier),
      ['production'],
      `${name}: only production may be left; ${JSON.stringify({ error, failures })}`,
    )
    return { error, states }
  }
  const holds = async (expected: 'purged' | 'as before') => {
    const compared = await compareDatabases(production, databases, new Set(), expected)
    assert.equal(compared?.right, true, compared?.lines.join('\n'))
  }

  assert.equal((await run('rehearsal', 'rehearse')).error, null)
  await holds('as before')
  const stopped = await run('stopped', 'purge', 'PurgeProduction')
  assert.equal(stopped.error?.name, 'PurgeStopped')
  await holds('as before')
  const purge = await run('purge', 'purge')
  assert.equal(purge.error, null)
  assert.ok(purge.states.includes('AskApproval'))
  await holds('purged')
})
