import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Database } from '../../functions/engines/database.ts'
import { postgres } from '../../functions/engines/postgres/postgres.ts'
import { ProductionMetrics, type Looking } from '../../functions/jobs/production-metrics.ts'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import { openScratch } from '../../local/scratch.ts'

const scratch = openScratch()
after(() => scratch.close())
const cloud = await startCloud(scratch.folder, `${scratch.folder}/buckets`)
scratch.onCleanup(() => cloud.close())
Object.assign(process.env, cloud.environment)

test('a reader whose lag the server stops telling is asked of CloudWatch at once, though its metrics are held', async () => {
  cloud.metrics.set('writer', 'CPUUtilization', 10)
  cloud.metrics.set('reader-1', 'AuroraReplicaLag', 41_000)
  const metrics = new ProductionMetrics({
    source: { kind: 'cluster', secret: 's' },
    throttle: { levels: {}, replicas: [], cloudWatch: true } as unknown as Looking['throttle'],
    deployment: { authorities: [] } as unknown as Looking['deployment'],
    server: {
      instance: 'writer',
      instanceClass: 'db.r6g.large',
      replicas: ['reader-1'],
      lag: 'AuroraReplicaLag',
    },
    database: {} as unknown as Database,
    dialect: postgres,
  })
  const lags = async (known: Parameters<typeof metrics.inCloudWatch>[0]) =>
    (await metrics.inCloudWatch(known)).filter(({ name }) => name === 'replica-lag')
  assert.deepEqual(await lags([{ name: 'replica-lag', of: 'reader-1', value: 0.018 }]), [])
  const late = [{ name: 'replica-lag', of: 'reader-1', value: 41 }]
  assert.deepEqual(await lags([]), late)
  cloud.metrics.set('reader-1', 'AuroraReplicaLag', 1)
  assert.deepEqual(await lags([]), late, 'held for a minute')
})
