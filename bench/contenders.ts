import { limitsSchema } from '../functions/contract/environment.ts'
import { loadDump } from '../local/dump/load-dump.ts'
import type { DatabaseServer, Launch } from '../local/server/server-software.ts'
import { archive } from './archiver.ts'
import { databaseName } from './build-database.ts'
import type { DeadRows } from './dead-rows.ts'
import { nodeChild, type Access, type DrydockJob } from './job.ts'

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
  readonly archiver: Launch | null
  readonly procedure: { readonly file: string; readonly call: string } | null
  readonly dead: readonly DeadRows[]
  /** Other lengths of a step, in ms, to be tried beside the default. */
  readonly batches: readonly number[]
  /** The run's start, in epoch ms. */
  readonly start: number
  /** Where Drydock's SDK finds the local S3 that keeps its archive. */
  readonly cloud: Launch['environment']
}

export const plainDelete = 'one DELETE'
export const drydockDefaults = 'Drydock, as deployed (share 0.5, archive)'
export const drydockUnthrottled = 'Drydock, unthrottled (share 1)'
export const drydockArchiving = 'Drydock, unthrottled, with the archive'
export const drydockRehearsal = 'Drydock, a rehearsal: measure, purge, verify'
export const archiverName = (limit: number): string => `pt-archiver --limit ${limit}`
export const archiverSmall = archiverName(1000)

interface How {
  readonly share?: number
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
    share = 1,
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
        share,
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
  archiver,
  procedure,
  dead,
  batches,
  start,
  cloud,
}: Field): readonly Contender[] {
  const statements = dead.map(({ table, where }) => `DELETE FROM \`${table}\` WHERE ${where}`)
  const drydock = (name: string, how: How) => drydockContender(name, start, cloud, how)
  return [
    {
      name: plainDelete,
      launches: async (_, access) => [
        await nodeChild('statements-process.ts', { access, statements }),
      ],
    },
    ...(archiver === null
      ? []
      : [1000, 5000].map(
          (limit): Contender => ({
            name: archiverName(limit),
            launches: async ({ clientOptions }) =>
              dead.map(({ table, where }) =>
                archive(archiver, clientOptions, databaseName, table, where, limit),
              ),
          }),
        )),
    ...(procedure === null
      ? []
      : [
          {
            name: `procedure ${procedure.call}`,
            prepare: (server: DatabaseServer) => loadDump(server, databaseName, procedure.file),
            launches: async (_: DatabaseServer, access: Access) => [
              await nodeChild('statements-process.ts', {
                access,
                statements: [`CALL \`${procedure.call}\`()`],
              }),
            ],
          },
        ]),
    drydock(drydockDefaults, { share: defaults.productionShare, archive: true }),
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
