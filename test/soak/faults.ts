import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Cloud } from '../../local/cloud/start-cloud.ts'
import type { Engine } from '../../local/engines/engines.ts'
import type { DatabaseServer } from '../../local/server/server-software.ts'
import { limitFiles, noLimit } from '../purge/full-disk.ts'

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

const connectTo = ({ host, port, rootPassword }: DatabaseServer) =>
  createConnection({ host, port, user: 'root', password: rootPassword, database: 'apim_db' })

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
  {
    // Its undo can not grow, and others' writes have filled what it has.
    name: 'the disk is full',
    at: ['PurgeProduction'],
    mayEndIn: ['DiskFull'],
    possible: (engine) => engine === 'mariadb' && noLimit === false,
    async begin({ production, draw }) {
      const server = production()
      const [view, writer] = [await connectTo(server), await connectTo(server)]
      try {
        await writer.query('CREATE OR REPLACE DATABASE filler')
        await writer.query('CREATE TABLE filler.filler (id INT PRIMARY KEY, t VARCHAR(700))')
        await writer.query(
          "INSERT INTO filler.filler SELECT seq, REPEAT('0', 700) FROM seq_1_to_500",
        )
        await view.query('START TRANSACTION WITH CONSISTENT SNAPSHOT')
        await view.query('SELECT COUNT(*) FROM filler.filler')
        limitFiles(server, 'undo')
        for (let at = 0, full = false; !full && at < 2000; at++)
          await writer
            .query('UPDATE filler.filler SET t = REPEAT(?, 700)', [String(at % 10)])
            .catch(() => (full = true))
        await sleep(draw() * 6_000)
      } finally {
        // It may have died of it, and is started again without the limit.
        if (server.running) limitFiles(server, 'none')
        view.destroy()
        await writer.query('DROP DATABASE IF EXISTS filler').catch(() => undefined)
        writer.destroy()
      }
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
          "SELECT TOKEN_ID AS id FROM IDN_OAUTH2_ACCESS_TOKEN WHERE TOKEN_STATE = 'ACTIVE' " +
            'AND VALIDITY_PERIOD < 0 LIMIT 1',
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
        // By their keys: a search would hold every row that it reads on its way.
        const [rows] = await connection.query<RowDataPacket[]>(
          "SELECT TOKEN_ID AS id FROM IDN_OAUTH2_ACCESS_TOKEN WHERE TOKEN_STATE = 'REVOKED' " +
            'ORDER BY TOKEN_ID LIMIT 3',
        )
        await connection.query(
          'SELECT 1 FROM IDN_OAUTH2_ACCESS_TOKEN WHERE TOKEN_ID IN (?) FOR UPDATE',
          [rows.map(({ id }) => String(id))],
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
