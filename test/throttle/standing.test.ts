import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Database } from '../../functions/engines/database.ts'
import { mariadb } from '../../functions/engines/mariadb/mariadb.ts'
import { mysql } from '../../functions/engines/mysql/mysql.ts'
import { oracle } from '../../functions/engines/oracle/oracle.ts'
import { postgres } from '../../functions/engines/postgres/postgres.ts'
import { sqlserver } from '../../functions/engines/sqlserver/sqlserver.ts'
import { watchServer } from '../../functions/jobs/look-at-production.ts'
import type { ProductionMetrics } from '../../functions/jobs/production-metrics.ts'

type Looking = ConstructorParameters<typeof ProductionMetrics>[0]

/** Running threads per vCPU that may always run, on two vCPUs. */
const standing = (dialect: Looking['dialect'], kind: 'instance' | 'cluster'): number =>
  watchServer({
    source: { kind, secret: 's' },
    throttle: { levels: {}, replicas: [], patience: '1h' } as unknown as Looking['throttle'],
    deployment: { authorities: [] } as unknown as Looking['deployment'],
    server: {
      instance: 'production',
      instanceClass: 'db.m5.large',
      replicas: ['a', 'b', 'c'],
      lag: 'ReplicaLag',
    },
    database: {} as Database,
    dialect,
  }).standing

test('a replica is taken for a thread that always runs only where the server counts it as one', () => {
  for (const dialect of [mariadb, mysql]) assert.equal(standing(dialect, 'instance'), 2)
  for (const dialect of [postgres, sqlserver, oracle])
    assert.equal(standing(dialect, 'instance'), 0.5)
  assert.equal(standing(mysql, 'cluster'), 0.5)
})
