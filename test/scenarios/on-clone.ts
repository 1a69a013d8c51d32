import assert from 'node:assert/strict'
import { beforeEach } from 'node:test'
import type { Connection } from 'mysql2/promise'
import { stops, type Proof } from './proof.ts'
import { connectTo } from './scene.ts'
import { cloud, freshProduction } from './whole-run.ts'

beforeEach(freshProduction)

export const cloneOf = () =>
  [...cloud.rds.instances.values()].find(({ id }) => id !== 'production') ??
  assert.fail('there is no clone')

/** Does something on the clone when the run comes to a state. */
export const onClone =
  (at: string, work: (clone: Connection) => Promise<void>): NonNullable<Proof['onState']> =>
  async (state) => {
    if (state !== at) return
    const on = cloneOf().server ?? assert.fail('the clone has no server')
    const clone = await connectTo(on, 'apim')
    await work(clone).finally(() => clone.end())
  }

export const stopped = async (
  proof: Omit<Proof, 'place' | 'error'> & Partial<Proof>,
): Promise<void> => void (await stops({ place: 'clone', error: 'CheckFailed', ...proof }))
