import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { runEnvironmentSchema } from '../../functions/contract/environment.ts'
import { reportSchema } from '../../functions/report/schema.ts'
import { synthesizeDefinition } from '../../infra/workflow-definition.ts'
import { startCloud, type Cloud } from '../../local/cloud/start-cloud.ts'
import { runExecution } from '../../local/run-execution.ts'
import { openScratch } from '../../local/scratch.ts'
import { compareDatabases, seedProduction } from '../../local/seeded-databases.ts'
import type { DatabaseServer } from '../../local/server/server-software.ts'
import { settings, startEngines } from '../seed/start-engines.ts'

// Each topology that is cloned in another way than an instance is, taken through a whole run in
// mode purge: every row of production is then as the seed knows it.

const scratch = openScratch()
after(() => scratch.close())
process.env.DRYDOCK_LOG = join(scratch.folder, 'drydock.log')
const engines = await startEngines({ mysql: settings.mysql, postgres: settings.postgres })
const cloud = await startCloud(scratch.folder, join(scratch.folder, 'buckets'))
scratch.onCleanup(() => cloud.close())
Object.assign(process.env, cloud.environment)
cloud.parameters.set('/drydock/test/control', '{"stop": false}')
const deployment = {
  cloneSecurityGroup: 'sg-clones',
  evidenceBucket: 'evidence',
  reportTopic: 'arn:aws:sns:eu-west-1:000000000000:reports',
}
const databases = ['apim_db', 'shared_db'].map((name) => ({ name, times: { written: 'UTC' } }))

const topologies = {
  'an Aurora cluster, cloned by copy-on-write': {
    add: (rds: Cloud['rds'], id: string, server: DatabaseServer) =>
      rds.addCluster(id, server, [`${id}-reader`]),
    clone: { from: 'copy-on-write' },
    kind: 'clusters',
  },
  'a Multi-AZ DB cluster, cloned as one instance': {
    add: (rds: Cloud['rds'], id: string, server: DatabaseServer) =>
      rds.addMultiAzCluster(id, server),
    clone: { from: 'snapshot' },
    kind: 'instances',
  },
} as const

for (const { name: engine, server, skip } of engines)
  for (const [topology, { add, clone, kind }] of Object.entries(topologies))
    test(`${topology}: ${engine}, purged, every row as the seed knows it`, { skip }, async () => {
      assert.ok(server)
      const id = `${engine.toLowerCase()}-${kind}`
      for (const { name } of databases) await dropped(server, name)
      // Rows at the edge of a cutoff are seeded to the millisecond.
      const now = new Date()
      const seeded = await seedProduction(
        server,
        { schema: 'apim-4.4.0', tokens: 1000, now },
        () => undefined,
      )
      add(cloud.rds, id, server)
      cloud.metrics.set(`${id}-instance-1`, 'FreeStorageSpace', 50 * 2 ** 30)
      const { rootUser: username, rootPassword: password } = server
      const secret = cloud.secrets.add(id, { username, password })
      const environment = runEnvironmentSchema.parse({
        name: 'test',
        mode: 'purge',
        allowProductionPurge: true,
        limits: { productionShare: 1 },
        sources: [{ cluster: id, databases, secret, clone }],
      })
      const clones = new Set<string>()
      const error = await runExecution(synthesizeDefinition(environment, deployment), {
        name: id,
        startTime: now,
        input: {},
        fail: undefined,
        answerTo: cloud.answerTo,
        onState() {
          for (const one of cloud.rds[kind].keys()) if (one.startsWith('drydock-')) clones.add(one)
        },
      })
      assert.equal(error, null)
      assert.ok(
        [...clones].some((one) => /^drydock-test-[0-9a-f]{16}$/.test(one)),
        `the clone is among the ${kind}`,
      )
      const folder = join(scratch.folder, 'buckets/evidence/runs', id)
      const report = reportSchema.parse(
        JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')),
      )
      assert.deepEqual(
        report.clones.map(({ from }) => from),
        [clone.from],
      )
      const compared = await compareDatabases(server, seeded, new Set(), 'purged')
      assert.ok(compared?.right, compared?.lines.join('\n'))
      const left = [...cloud.rds.instances.keys(), ...cloud.rds.clusters.keys()]
      assert.deepEqual(
        left.filter((one) => one.startsWith('drydock-')),
        [],
      )
      assert.ok([...cloud.rds.clusterSnapshots.values()].some(({ source }) => source === id))
    })

async function dropped(server: DatabaseServer, name: string): Promise<void> {
  const { storesOf } = await import('../../local/engines/stores.ts')
  const { open } = await storesOf(server.engine)
  const { host, port, rootUser: user, rootPassword: password } = server
  const store = await open({ host, port, user, password })
  try {
    await store.run(`DROP DATABASE IF EXISTS ${name}`)
  } finally {
    await store.close()
  }
}
