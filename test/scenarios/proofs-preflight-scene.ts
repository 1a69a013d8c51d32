import { beforeEach, test } from 'node:test'
import { createConnection } from 'mysql2/promise'
import { stops, type Proof } from './proof.ts'
import { cloud, connection, freshProduction, server } from './whole-run.ts'

export const GiB = 2 ** 30
const user = cloud.secrets.add('drydock', { username: 'drydock', password: 'pw' })
export const own = (databases: readonly string[] = ['apim']) => ({
  sources: [{ instance: 'production', databases, secret: user }],
})

beforeEach(async () => {
  await freshProduction()
  Object.assign(cloud.rds.quotas, {
    DBInstances: 40,
    ManualSnapshots: 100,
    AllocatedStorage: 100_000,
  })
  cloud.rds.blueGreenDeployments.splice(0)
  cloud.metrics.set('production', 'FreeStorageSpace', 50 * GiB)
  cloud.rds.addInstance('production', server)
  await connection.query('CREATE OR REPLACE USER drydock@localhost IDENTIFIED BY ?', ['pw'])
})
export const grant = (privileges: string, on = 'apim.*') =>
  connection.query(`GRANT ${privileges} ON ${on} TO drydock@localhost`)

/** Another connection to production, busy with something until the run is over. */
export async function beside(work: string, proof: Omit<Proof, 'place' | 'error'>): Promise<void> {
  const other = await createConnection({
    host: server.host,
    port: server.port,
    user: 'root',
    password: server.rootPassword,
    database: 'apim',
  })
  const busy = other.query(work).catch(() => undefined)
  try {
    await stops({ ...proof, place: 'preflight', error: 'PreflightFailed' })
  } finally {
    other.destroy()
    await busy
  }
}
export const preflight = (
  name: string,
  scenario: string,
  arrange: () => Promise<unknown> | unknown,
  more: Partial<Proof> = {},
) =>
  test(`${name}: ${scenario}`, async () => {
    await arrange()
    await stops({
      place: 'preflight',
      error: 'PreflightFailed',
      proves: { [name]: scenario },
      ...more,
    })
  })
