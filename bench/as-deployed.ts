import { fencedEvidence } from '../functions/aws/fenced-evidence.ts'
import { readParameter } from '../functions/aws/parameter.ts'
import { limitsSchema } from '../functions/contract/environment.ts'
import type { Deployment } from '../functions/contract/environment.ts'
import { throttleSchema } from '../functions/contract/throttle.ts'
import type { Clock, Database } from '../functions/engines/database.ts'
import type { Dialect } from '../functions/engines/dialect.ts'
import { watchServer } from '../functions/jobs/look-at-production.ts'
import type { PurgeOptions } from '../functions/purge/purge.ts'
import { productionPermit } from '../functions/throttle/production-permit.ts'
import { controlReader } from '../functions/throttle/read-control.ts'
import type { Walk } from '../functions/walk/walk.ts'

/** The environment whose switch the bench sets, and the run. */
export const environment = 'bench'
const runId = 'bench'

/** Production's permit, as a function has it: by the switch, the levels and the pace. */
export function benchPermit(
  database: Database,
  dialect: Dialect,
  clock: Clock,
): { readonly permit: NonNullable<Walk['permit']>; readonly pace: number[] } {
  const throttle = throttleSchema.parse({ cloudWatch: false })
  const { batchMilliseconds, productionShare } = limitsSchema.parse({})
  const { look, pulse, standing } = watchServer({
    source: { kind: 'instance', secret: '' },
    throttle,
    deployment: {},
    server: { instance: 'bench', instanceClass: null, replicas: [], lag: 'ReplicaLag' },
    database,
    dialect,
  })
  const { permit } = productionPermit({
    clock,
    date: Date.now,
    spent: () => false,
    share: productionShare,
    batchMilliseconds,
    levels: throttle.levels,
    patience: 3_600_000,
    control: controlReader({ environment, runId }, readParameter, clock, Date.now),
    look,
    pulse,
    standing,
    state: undefined,
    tell: () => undefined,
  })
  const began = clock.now()
  const pace: number[] = []
  return {
    pace,
    async permit() {
      const given = await permit()
      const second = Math.floor((clock.now() - began) / 1000)
      while (pace.length <= second) pace.push(pace.at(-1) ?? 0)
      pace[second] = given.go ? given.share : 0
      return given
    },
  }
}

/** The account of each batch goes to S3 before its commit. */
export function benchCheckpoint(deployment: Deployment): NonNullable<PurgeOptions['checkpoint']> {
  const store = fencedEvidence({ runId, deployment }, environment, 'purge-production')
  return (progress) => store.put(progress)
}
