import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Cloud } from '../../local/cloud/start-cloud.ts'
import type { DatabaseServer } from '../../local/server/server-software.ts'

/** What a fault may reach while a run is under way. */
export interface Scene {
  readonly cloud: Cloud
  /** Production as it runs now: a server that died is started again under another process. */
  readonly production: () => DatabaseServer
  readonly draw: () => number
}

export interface Fault {
  readonly name: string
  /** States at whose first call it begins. */
  readonly at: readonly string[]
  /** Names of errors that the run may end in because of it; none where it has to succeed all the same. */
  readonly mayEndIn: readonly string[]
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

const connectTo = ({ host, port, rootPassword }: DatabaseServer) =>
  createConnection({ host, port, user: 'root', password: rootPassword, database: 'apim_db' })

const anywhere = [
  'TakeSnapshot',
  'RestoreClone',
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
    async begin({ production }) {
      const connection = await connectTo(production())
      try {
        await connection.beginTransaction()
        const [[row]] = await connection.query<RowDataPacket[]>(
          "SELECT TOKEN_ID AS id FROM IDN_OAUTH2_ACCESS_TOKEN WHERE TOKEN_STATE = 'ACTIVE' AND VALIDITY_PERIOD < 0 LIMIT 1",
        )
        await connection.query(
          'SELECT 1 FROM IDN_OAUTH2_ACCESS_TOKEN WHERE TOKEN_ID = ? FOR UPDATE',
          [row?.id],
        )
        await sleep(10_000)
        await connection.rollback()
      } finally {
        connection.destroy()
      }
    },
  },
  {
    name: 'a dead token is held',
    at: ['PurgeProduction'],
    mayEndIn: [],
    async begin({ production }) {
      const connection = await connectTo(production())
      try {
        await connection.beginTransaction()
        await connection.query(
          "SELECT TOKEN_ID FROM IDN_OAUTH2_ACCESS_TOKEN WHERE TOKEN_STATE = 'REVOKED' ORDER BY TOKEN_ID LIMIT 3 FOR UPDATE",
        )
        await sleep(6_000)
        await connection.rollback()
      } finally {
        connection.destroy()
      }
    },
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
