import assert from 'node:assert/strict'
import { test } from 'node:test'
import { controlName } from '../../functions/contract/control.ts'
import { type Deployment, deploymentSchema } from '../../functions/contract/environment.ts'
import { tagKeys } from '../../functions/contract/names.ts'
import { cloneAccountOf } from '../../infra/clone-account-settings.ts'
import { parseEnvironment } from '../../infra/config.ts'
import { runEnvironmentOf } from '../../infra/environment-file.ts'
import { synthesizeDefinition } from '../../infra/workflow-definition.ts'
import { runExecution } from '../../local/run-execution.ts'
import { compareDatabases, seedProduction } from '../../local/seeded-databases.ts'
import { cloneAccount, localAccount } from '../infra/clone-account.ts'
import { exampleSettings } from '../infra/example.ts'
import { synthesizeSweep } from '../local/sweep-machine.ts'
import { cloud, secret, server } from './scene.ts'

// Whole runs whose clones have an account of their own: production is encrypted with a customer's
// key, and the roles there may do what the synthesized ones may.

const now = new Date()
const seed = { schema: 'apim-2.5.0', tokens: 1000, now } as const
const databases = await seedProduction(server, seed, () => undefined)
const KmsKeyId = 'arn:aws:kms:eu-west-1:000000000000:key/0a1b2c3d-4e5f-4071-8293-a4b5c6d7e8f9'
const production = cloud.rds.instances.get('production') ?? assert.fail()
Object.assign(production.shown, { StorageEncrypted: true, KmsKeyId })
cloud.keys.set(KmsKeyId, { usableBy: [cloneAccount.account] })
cloud.parameters.set(controlName('test'), '{"stop": false}')

const settings = {
  name: 'test',
  account: '000000000000',
  region: 'eu-west-1',
  kmsKeys: [KmsKeyId],
  sources: [
    {
      instance: 'production',
      port: server.port,
      databases: databases.map(({ name }) => ({ name, times: { written: 'UTC' } })),
      secret,
    },
  ],
  mode: 'purge',
  allowProductionPurge: true,
  smokeTest: undefined,
  window: undefined,
  approval: undefined,
}
const file = parseEnvironment({ ...exampleSettings(), ...settings, cloneAccount }, 'test')
const environment = runEnvironmentOf(file)
const deployment: Deployment = deploymentSchema.parse({
  cloneSecurityGroup: cloneAccount.securityGroup,
  cloneAccount: cloneAccountOf(file, 'aws'),
  evidenceBucket: 'evidence',
  reportTopic: 'arn:aws:sns:eu-west-1:000000000000:reports',
  site: { vpc: file.network.vpc, databasePorts: [server.port], kmsKeys: file.kmsKeys },
})

/** What the roles may not do although their policies allow it. */
const denied = new Set<string>()
const { roles, ...account } = localAccount(settings)
const there = cloud.addAccount({
  ...account,
  roles: Object.fromEntries(
    Object.entries(roles).map(([name, may]) => [
      name,
      (action: string) => may(action) && !denied.has(action),
    ]),
  ),
})

there.groups.names.add(cloneAccount.subnetGroup)

/** What RDS was told to do, by account. */
const calls: [action: string, account: string][] = []
async function run(
  name: string,
  onState: (state: string) => void = () => undefined,
  onCall: (action: string, account: string) => void = () => undefined,
  stop?: AbortSignal,
) {
  calls.splice(0)
  cloud.watch((action, by) => {
    calls.push([action, by])
    onCall(action, by)
  })
  const states: string[] = []
  const error = await runExecution(synthesizeDefinition(environment, deployment), {
    name,
    startTime: now,
    input: { confirmBlastRadius: true },
    fail: undefined,
    executions: cloud.executions,
    ...(stop && { stop }),
    // The interpreter goes on within a Map; on AWS a stopped execution calls nothing more.
    async around(state, call) {
      if (stop?.aborted) throw new Error(`${state}: the execution was stopped`)
      return call()
    },
    answerTo: cloud.answerTo,
    onState(state) {
      states.push(state)
      onState(state)
    },
  })
  return { error, states }
}

/** The sweep as it is deployed, after a run. */
const sweep = (name: string) =>
  runExecution(synthesizeSweep(environment, deployment).workflow, {
    name: `sweep-${name}`,
    startTime: new Date(),
    input: { run: name },
    fail: undefined,
    waits: { LetCallsEnd: 1 },
    answerTo: cloud.answerTo,
    onState: () => undefined,
  })

const shared = () => [...cloud.rds.snapshots.values()].flatMap(({ sharedWith }) => [...sharedWith])
/** In both accounts, beside production and its own snapshots. */
const left = () => ({
  here: [...cloud.rds.instances.keys()].filter((id) => id !== 'production'),
  clones: [...there.instances.keys()],
  copies: [...there.snapshots.keys()],
  shared: shared(),
})
const nothing = { here: [], clones: [], copies: [], shared: [] }

async function productionIs(expected: 'purged' | 'as before'): Promise<void> {
  const compared = await compareDatabases(server, databases, new Set(), expected)
  assert.equal(compared?.right, true, compared?.lines.join('\n'))
}

test("a clone that cannot be deleted in its account ends the run before production's purge, and the sweep deletes it once it can", async () => {
  denied.add('rds:DeleteDBInstance')
  const { error, states } = await run('undeletable')
  assert.equal(error?.name, 'AccessDenied')
  assert.match(error?.message ?? '', /rds:DeleteDBInstance/)
  assert.ok(states.includes('DeleteClone') && !states.includes('PurgeProduction'))
  await productionIs('as before')
  assert.equal(left().clones.length, 1)

  assert.equal((await sweep('undeletable'))?.name, 'AccessDenied')
  assert.equal(left().clones.length, 1)
  denied.clear()
  assert.equal(await sweep('undeletable'), null)
  assert.deepEqual(left(), nothing)
})

test('a run that is stopped while its snapshot is copied leaves nothing that the sweep does not take', async () => {
  const stop = new AbortController()
  const { error } = await run(
    'stopped',
    undefined,
    (action) => {
      // The call itself goes on, as it does on AWS.
      if (action === 'CopyDBSnapshot') setTimeout(() => stop.abort(), 50)
    },
    stop.signal,
  )
  assert.notEqual(error, null)
  const [copy] = there.snapshots.values()
  for (let tries = 0; copy?.status === 'creating' && tries < 400; tries++)
    await new Promise((resolve) => setTimeout(resolve, 25))
  assert.equal(copy?.status, 'available')
  assert.deepEqual(left(), { ...nothing, copies: [copy.id], shared: [cloneAccount.account] })
  assert.equal(await sweep('stopped'), null)
  assert.deepEqual(left(), nothing)
  await productionIs('as before')
})

test('a run purges production after a rehearsal in the other account, and leaves nothing there', async () => {
  let rehearsed: object = {}
  let password = ''
  const { error, states } = await run('whole', (state) => {
    if (state !== 'PurgeClone') return
    const [clone] = there.instances.values()
    const [copy] = there.snapshots.values()
    password = clone?.secret?.arn ?? ''
    rehearsed = { ...left(), keys: [copy?.shown.KmsKeyId, clone?.shown.KmsKeyId] }
  })
  assert.equal(error, null)
  assert.ok(states.includes('CopySnapshot') && states.includes('PurgeProduction'))
  await productionIs('purged')
  const own = [...cloud.rds.snapshots.values()].filter(({ tags }) =>
    tags.some(({ Key, Value }) => Key === tagKeys.runId && Value === 'whole'),
  )
  const ids = own.map(({ id }) => id)
  assert.equal(ids.length, 1, "production's own snapshot stays")
  const ownKey = 'alias/drydock-test-clones'
  assert.deepEqual(rehearsed, {
    ...nothing,
    clones: ids,
    copies: ids,
    keys: [ownKey, ownKey],
  })
  assert.match(password, new RegExp(`:${cloneAccount.account}:secret:rds!`))
  assert.deepEqual(left(), nothing)
  assert.throws(
    () => cloud.secrets.call('GetSecretValue', { SecretId: password }, cloneAccount.account),
    /can't find the specified secret/,
  )
  const by = (pattern: RegExp) =>
    new Set(calls.flatMap(([action, at]) => (pattern.test(action) ? [at] : [])))
  assert.deepEqual(
    by(/^(Restore|Copy|Delete(?!Objects)|ModifyDBInstance)/),
    new Set([cloneAccount.account]),
  )
  assert.deepEqual(by(/^(CreateDB|ModifyDBSnapshotAttribute)/), new Set(['000000000000']))
})
