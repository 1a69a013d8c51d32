import { setTimeout as sleep } from 'node:timers/promises'
import type { Cloud } from '../../local/cloud/start-cloud.ts'
import type { Engine } from '../../local/engines/engines.ts'
import type { Condition, Store } from '../../local/engines/store.ts'
import type { DatabaseServer } from '../../local/server/server-software.ts'
import { fullDisk } from './full-disk-fault.ts'

/** What a fault may reach while a run is under way. */
export interface Scene {
  readonly cloud: Cloud
  /** Production as it runs now: a server that died is started again under another process. */
  readonly production: () => DatabaseServer
  /** A connection to it, as who has all privileges. */
  readonly open: () => Promise<Store>
  readonly draw: () => number
}

export interface Fault {
  readonly name: string
  /** States at whose first call it begins. */
  readonly at: readonly string[]
  /**
   * Names of errors that the run may end in because of it; none where it has to succeed all the
   * same.
   */
  readonly mayEndIn: readonly string[]
  /** Whether it can be had here; always, where nothing is said. */
  readonly possible?: (engine: Engine) => boolean
  /** @returns once it is over. */
  begin(scene: Scene): Promise<void>
}

const throttled = [
  'DescribeDBInstances',
  'DescribeDBSnapshots',
  'DeleteDBInstance',
  'GetSecretValue',
  'GetObject',
  'PutObject',
  'AddTagsToResource',
]

/** Holds tokens, chosen among those that the conditions find, for so long. */
async function hold(
  { open }: Scene,
  where: readonly Condition[],
  count: number,
  milliseconds: number,
): Promise<void> {
  const table = 'IDN_OAUTH2_ACCESS_TOKEN'
  const store = await open()
  try {
    await store.begin()
    const found = await store.select({ table, columns: ['TOKEN_ID'], where })
    const ids = found.flatMap(([id]) => id ?? []).sort()
    // By their keys: a search would hold every row that it reads on its way.
    await store.select({
      table,
      columns: ['TOKEN_ID'],
      where: [['TOKEN_ID', 'in', ids.slice(0, count)]],
      locked: true,
    })
    await sleep(milliseconds)
    await store.rollback()
  } finally {
    await store.close().catch(() => undefined)
  }
}

const anywhere = [
  'TakeSnapshot',
  'RestoreClone',
  'ProveEngine',
  'MeasureClone',
  'PurgeClone',
  'VerifyClone',
  'MeasureProduction',
  'DeleteClone',
  'PurgeProduction',
  'VerifyProduction',
  'Report',
]

export const faults: readonly Fault[] = [
  {
    name: 'AWS throttles',
    at: anywhere,
    mayEndIn: [],
    async begin({ cloud, draw }) {
      for (const action of throttled)
        cloud.refuse({ action, code: 'Throttling', times: Math.floor(draw() * 4) })
    },
  },
  {
    name: 'AWS fails inside',
    at: anywhere,
    mayEndIn: [],
    async begin({ cloud, draw }) {
      for (const action of throttled)
        cloud.refuse({
          action,
          code: 'InternalFailure',
          status: 500,
          times: Math.floor(draw() * 4),
        })
    },
  },
  {
    name: 'a share of all calls of AWS fails',
    at: anywhere,
    mayEndIn: [],
    async begin({ cloud, draw }) {
      cloud.beUnwell({ share: 0.05 + draw() * 0.25, seed: Math.floor(draw() * 1_000_000) })
      await sleep(5_000 + draw() * 20_000)
      cloud.beUnwell(null)
    },
  },
  fullDisk,
  {
    name: 'production dies and is started again',
    at: ['MeasureProduction', 'PurgeProduction', 'VerifyProduction'],
    mayEndIn: [],
    async begin({ production, draw }) {
      await sleep(draw() * 1500)
      await production().kill()
    },
  },
  {
    name: 'a live token is held',
    at: ['PurgeProduction'],
    mayEndIn: [],
    begin: (scene) =>
      hold(
        scene,
        [
          ['TOKEN_STATE', '=', 'ACTIVE'],
          ['VALIDITY_PERIOD', '<=', -1],
        ],
        1,
        10_000,
      ),
  },
  {
    name: 'a dead token is held',
    at: ['PurgeProduction'],
    mayEndIn: [],
    begin: (scene) => hold(scene, [['TOKEN_STATE', '=', 'REVOKED']], 3, 6_000),
  },
]

/** One or two of them, or none in a quarter of the runs, each with the state that it strikes. */
export function drawFaults(
  draw: () => number,
  among: readonly Fault[],
): { readonly fault: Fault; readonly state: string }[] {
  const count = draw() < 0.25 ? 0 : draw() < 0.6 ? 1 : 2
  return Array.from({ length: count }, () => {
    const fault = among[Math.floor(draw() * among.length)]
    const state = fault?.at[Math.floor(draw() * fault.at.length)]
    return fault === undefined || state === undefined ? [] : [{ fault, state }]
  }).flat()
}
