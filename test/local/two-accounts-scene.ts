import { mkdir } from 'node:fs/promises'
import { after } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { deploymentSchema, runEnvironmentSchema } from '../../functions/contract/environment.ts'
import type { Run, SourcePlan } from '../../functions/contract/steps.ts'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import { openScratch } from '../../local/scratch.ts'
import type { DatabaseServer } from '../../local/server/server-software.ts'

export const scratch = openScratch()
after(() => scratch.close())
export const cloud = await startCloud(scratch.folder, `${scratch.folder}/buckets`)
scratch.onCleanup(() => cloud.close())
Object.assign(process.env, cloud.environment, { DRYDOCK_LOG: `${scratch.folder}/drydock.log` })
export const other = '444455556666'
/** What no role may do. */
export const denied = new Set<string>()
export const uses = ['look', 'connect', 'copy', 'restore', 'delete']
export const there = cloud.addAccount({
  account: other,
  externalId: 'drydock-test-000000000000',
  roles: Object.fromEntries(
    uses.map((use) => [`drydock-test-clones-${use}`, (action: string) => !denied.has(action)]),
  ),
})
for (const name of ['clones', 'apim']) there.groups.names.add(name)
export const ownKey = `arn:aws:kms:eu-west-1:${other}:key/clones`
export const key = (name: string) => `arn:aws:kms:eu-west-1:000000000000:key/${name}`
cloud.keys.set(key('customer'), { usableBy: [other] })
cloud.keys.set(key('aws'), { managedByAws: true })
// Imported late: the SDK reads where it speaks to from the environment.
export const { cloneGroups } = await import('../../functions/aws/clone-groups.ts')
export const { sourceFacts } = await import('../../functions/aws/source-facts.ts')
export const [
  { takeSnapshot },
  { copySnapshot },
  { restoreClone },
  { deleteClone },
  { handler: sweep },
] = await Promise.all([
  import('../../functions/aws/take-snapshot.ts'),
  import('../../functions/aws/copy-snapshot.ts'),
  import('../../functions/aws/restore-clone.ts'),
  import('../../functions/aws/delete-clone.ts'),
  import('../../functions/sweep.ts'),
])

/** Nobody connects to it. */
export const server = {
  engine: 'mysql',
  version: '8.0.40',
  host: '127.0.0.1',
  port: 3306,
  rootUser: 'root',
  rootPassword: 'root',
  copyTo: (directory: string) => mkdir(directory, { recursive: true }),
  stop: async () => undefined,
  ended: new Promise(() => undefined),
  software: { start: async () => server },
} as unknown as DatabaseServer

export const deployment = deploymentSchema.parse({
  cloneSecurityGroup: 'sg-clones',
  evidenceBucket: 'evidence',
  reportTopic: 'arn:aws:sns:eu-west-1:000000000000:reports',
  cloneAccount: {
    account: other,
    roles: `arn:aws:iam::${other}:role/drydock-test-clones-`,
    externalId: 'drydock-test-000000000000',
    subnetGroup: 'clones',
    key: ownKey,
  },
})
export const environment = runEnvironmentSchema.parse({
  name: 'test',
  sources: [
    {
      instance: 'production',
      databases: ['apim'],
      secret: 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:production-abcdef',
    },
  ],
})
export const kinds = ['instance', 'cluster'] as const
export type Kind = (typeof kinds)[number]
export let runs = 0
export function planned(kind: Kind, encryptedWith: string | null, group = 'apim') {
  const encryption =
    encryptedWith === null ? {} : { StorageEncrypted: true, KmsKeyId: key(encryptedWith) }
  const [name, made] = [`production-${++runs}`, `drydock-test-${runs}`]
  const groups = [{ DBParameterGroupName: group, ParameterApplyStatus: 'in-sync' }]
  if (kind === 'cluster') cloud.rds.addCluster(name, server)
  else cloud.rds.addInstance(name, server, { DBParameterGroups: groups })
  const all = kind === 'cluster' ? cloud.rds.clusters : cloud.rds.instances
  Object.assign(all.get(name)?.shown ?? {}, encryption)
  const run = {
    environment: 'test',
    runId: `run-${runs}`,
    startedAt: '2026-11-22T03:00:00.000Z',
    endsBy: '2026-11-25T03:00:00.000Z',
    clone: {},
    deployment,
  } as unknown as Run
  const source = { kind, name, snapshot: made, clone: made, databases: [] }
  return { run, source: source as unknown as SourcePlan, made }
}
export type Planned = ReturnType<typeof planned>
export const snapshots = (kind: Kind, rds = cloud.rds) =>
  kind === 'cluster' ? rds.clusterSnapshots : rds.snapshots
export const sharedWith = ({ source: { kind }, made }: Planned) => [
  ...(snapshots(kind).get(made)?.sharedWith ?? []),
]
export const clones = ({ source: { kind } }: Planned) =>
  kind === 'cluster' ? there.clusters : there.instances

/** As the state machine does it. */
export async function until(
  { run, source }: Planned,
  ...work: ((run: Run, source: SourcePlan) => Promise<unknown>)[]
): Promise<void> {
  for (const one of work)
    for (let tries = 0; ; tries++) {
      const error = await one(run, source).then(
        () => null,
        (reason: Error) => reason,
      )
      if (error === null) break
      if (error.name !== 'NotReady' || tries === 200) throw error
      await setTimeout(25)
    }
}
