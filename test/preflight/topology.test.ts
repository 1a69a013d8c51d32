import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Mode } from '../../functions/contract/environment.ts'
import type { Topology } from '../../functions/preflight/scene.ts'
import { topologySupported } from '../../functions/preflight/topology.ts'
import { topology } from './preflight-scene.ts'

const told = (changes: Partial<Topology>, mode: Mode = 'purge') =>
  topologySupported({ ...topology, ...changes }, mode)
    .map(({ level, detail, remedy }) => `${level}: ${detail} ${remedy}`)
    .join('\n')
const global = {
  name: 'world',
  writes: true,
  moving: null,
  others: ['arn:other'],
  forwarding: [] as string[],
}

test('a source with one writer of its own passes', () => {
  assert.match(told({}), /^passed: production is in no global database and no blue\/green/)
  assert.match(told({ engineMode: 'provisioned', scalability: 'standard' }), /^passed/)
})

test('Aurora Serverless v1, every other engine mode and Limitless are refused', () => {
  for (const mode of ['plan', 'rehearse', 'purge'] as const)
    assert.match(
      told({ engineMode: 'serverless' }, mode),
      /^failed: .* serverless \(Aurora Serverless v1\); expected provisioned.*Serverless v2/,
    )
  assert.match(told({ engineMode: 'parallelquery' }), /^failed: .* the engine mode parallelquery;/)
  assert.match(
    told({ engineMode: 'provisioned', scalability: 'limitless' }),
    /^failed: .* Aurora Limitless Database.*Remove it from "sources"/,
  )
})

test('of a global database the primary cluster alone is a source, and alone writes', () => {
  assert.match(
    told({ global: { ...global, writes: false } }),
    /^failed: production is a secondary cluster of the global database world.*Name the primary/,
  )
  assert.match(
    told({ global: { ...global, moving: 'switchover or failover (switching-over)' } }),
    /^failed: A switchover or failover \(switching-over\) of the global database world is under/,
  )
  assert.match(
    told({ global: { ...global, forwarding: ['arn:other'] } }),
    /^failed: Secondary clusters .* forward writes to production: arn:other\./,
  )
  assert.match(told({ global }), /^warning: .*primary cluster .* arn:other\. The throttle does not/)
  assert.match(told({ global: { ...global, others: [] } }), /^passed/)
})

test('a purge of what a blue/green deployment replaces is refused, and each run on what it prepares', () => {
  const blueGreen = (role: 'source' | 'target') => [{ name: 'upgrade', status: 'AVAILABLE', role }]
  assert.match(
    told({ blueGreen: blueGreen('source') }),
    /^failed: The blue\/green deployment upgrade \(AVAILABLE\) has production as its source/,
  )
  assert.match(told({ blueGreen: blueGreen('source') }, 'rehearse'), /^warning/)
  assert.match(
    told({ blueGreen: blueGreen('target') }, 'plan'),
    /^failed: production is the green environment of .* Name the blue environment/,
  )
})
