import { limitsSchema } from '../functions/contract/environment.ts'
import type { DatabaseServer, Launch } from '../local/server/server-software.ts'
import type { BenchEngine } from './bench-engine.ts'
import { databaseName } from './database-name.ts'
import { archive } from './mysql/archiver.ts'
import { nodeChild, type Access, type DrydockJob, type StatementsJob } from './job.ts'

export interface Contender {
  readonly name: string
  /** What must be there before the clock starts. */
  readonly prepare?: (server: DatabaseServer) => Promise<void>
  /** The processes that purge, one after the other. */
  /** Left out where there is a load: a clone has none. */
  readonly quietOnly?: true
  readonly launches: (server: DatabaseServer, access: Access) => Promise<readonly Launch[]>
}

export interface Field {
  readonly engine: BenchEngine
  readonly archiver: Launch | null
  readonly procedure: Procedure
  /** Other lengths of a step, in ms, to be tried beside the default. */
  readonly batches: readonly number[]
  /** The run's start, in epoch ms. */
  readonly start: number
  /** Where Drydock's SDK finds the local S3 that keeps its archive. */
  readonly cloud: Launch['environment']
}

export interface Procedure {
  readonly name: string
  readonly make: (server: DatabaseServer) => Promise<void>
}

export const plainDelete = 'one DELETE'
export const drydockDefaults = 'Drydock, as deployed (pace found, archive)'
export const drydockSecond = 'Drydock, as deployed, as on 4 vCPUs (two connections)'
export const drydockUnthrottled = 'Drydock, unthrottled (share 1)'
export const drydockArchiving = 'Drydock, unthrottled, with the archive'
export const drydockRehearsal = 'Drydock, a rehearsal: measure, purge, verify'
export const archiverName = (limit: number): string => `pt-archiver --limit ${limit}`
const archiverLimits = [1000, 5000]
export const archiverNames = archiverLimits.map(archiverName)
export const archiverSmall = archiverName(1000)

interface How {
  readonly deployed?: boolean
  /** Whether it has a second connection, as on a server of 4 vCPUs. */
  readonly second?: boolean
  readonly batchMilliseconds?: number
  readonly archive?: boolean
  readonly checks?: boolean
}

const defaults = limitsSchema.parse({})
const drydockContender = (
  name: string,
  start: number,
  cloud: Launch['environment'],
  {
    deployed = false,
    second = false,
    batchMilliseconds = defaults.batchMilliseconds,
    archive: archives = false,
    checks = false,
  }: How,
): Contender => ({
  name,
  ...(checks && { quietOnly: true }),
  launches: async ({ engine }, access) => [
    await nodeChild(
      'drydock-process.ts',
      {
        access,
        engine,
        start,
        share: 1,
        deployed,
        second,
        batchMilliseconds,
        archive: archives,
        checks,
      } satisfies DrydockJob,
      cloud,
    ),
  ],
})

/**
 * All that Drydock does to rows, in one process: its memory is more than that of any one function.
 */
export const growing = (start: number, cloud: Launch['environment']): Contender =>
  drydockContender('Drydock: measure, purge with the archive, verify', start, cloud, {
    archive: true,
    checks: true,
  })

/** All that can take part here, the plain DELETE first: the others are measured against it. */
export function contenders({
  engine,
  archiver,
  procedure,
  batches,
  start,
  cloud,
}: Field): readonly Contender[] {
  const dead = engine.deadRows(start)
  const typed =
    (statements: readonly string[]): Contender['launches'] =>
    async ({ engine: on }, access) => [
      await nodeChild('statements-process.ts', {
        engine: on,
        access,
        statements,
      } satisfies StatementsJob),
    ]
  const drydock = (name: string, how: How) => drydockContender(name, start, cloud, how)
  return [
    {
      name: plainDelete,
      launches: typed(dead.map(engine.deleteStatement)),
    },
    ...(archiver === null
      ? []
      : archiverLimits.map(
          (limit): Contender => ({
            name: archiverName(limit),
            launches: async ({ clientOptions }) =>
              dead.map(({ table, where }) =>
                archive(archiver, clientOptions, databaseName, table, where, limit),
              ),
          }),
        )),
    {
      name: `procedure ${procedure.name}`,
      prepare: procedure.make,
      launches: typed([engine.callStatement(procedure.name)]),
    },
    drydock(drydockDefaults, { deployed: true, archive: true }),
    drydock(drydockSecond, { deployed: true, archive: true, second: true }),
    drydock(drydockUnthrottled, {}),
    drydock(drydockArchiving, { archive: true }),
    ...batches.map((milliseconds) =>
      drydock(`Drydock, share 1, batches of ${milliseconds} ms`, {
        batchMilliseconds: milliseconds,
      }),
    ),
    drydock(drydockRehearsal, { checks: true }),
  ]
}
