import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { runEnvironmentSchema } from '../../functions/contract/environment.ts'
import { controlName } from '../../functions/contract/control.ts'
import { serveMachines } from '../../local/machines.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import { storeOf } from '../../local/engines/mysql/store.ts'
import { cloud, connection, deployment, scratch, server } from '../local/production.ts'
import { addDeadTokens } from '../seed/plain-tokens.ts'
import { drydock } from './drydock.ts'

// An environment "test" as it is deployed, on the local cloud: one source with dead tokens.

export { cloud, connection, scratch, server } from '../local/production.ts'

process.env.DRYDOCK_LOG = join(scratch.folder, 'drydock.log')
await writeFile(process.env.DRYDOCK_LOG, '')
export const deadTokens = 300
await connection.query('CREATE DATABASE apim')
await connection.changeUser({ database: 'apim' })
await loadSchema(storeOf(connection), 'apim-2.5.0')
await addDeadTokens(connection, deadTokens)
const secret = cloud.secrets.add('production', {
  username: server.rootUser,
  password: server.rootPassword,
})
cloud.parameters.set(controlName('test'), '{"stop": false}')
export const environment = runEnvironmentSchema.parse({
  name: 'test',
  allowProductionPurge: true,
  sources: [
    { instance: 'production', databases: [{ name: 'apim', times: { written: 'UTC' } }], secret },
  ],
  limits: { blastShare: 1, productionShare: 1 },
  approval: { deadline: '1h' },
  throttle: { cloudWatch: false },
})
// A pause of the state machine takes a minute there.
const waits = { PurgeProductionPauses: 200, RecountProductionPauses: 200 }
serveMachines(cloud, { environment, deployment, ofRun: () => ({ waits }) })

/** Waits until a run is in a state. */
export async function until(run: string, state: string): Promise<void> {
  for (let tries = 0; tries < 1200; tries++) {
    const [found] = JSON.parse((await drydock('status', '--json')).out)
    const one = found.runs.find((each: { run: string }) => each.run === run)
    if (one?.state === state) return
    assert.equal(one?.endedAt ?? null, null, `${run} ended as ${one?.status}`)
    await setTimeout(100)
  }
  assert.fail(`${run} never came to ${state}`)
}
