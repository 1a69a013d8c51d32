import { limitsSchema } from '../functions/contract/environment.ts'
import { loadDump } from '../local/server/load-dump.ts'
import type { DatabaseServer, Launch } from '../local/server/server-software.ts'
import { archive } from './archiver.ts'
import { databaseName } from './build-database.ts'
import type { DeadRows } from './dead-rows.ts'
import { nodeChild, type Access } from './job.ts'

export interface Contender {
  readonly name: string
  /** What must be there before the clock starts. */
  readonly prepare?: (server: DatabaseServer) => Promise<void>
  /** The processes that purge, one after the other. */
  readonly launches: (server: DatabaseServer, access: Access) => Promise<readonly Launch[]>
}

export interface Field {
  readonly archiver: Launch | null
  readonly procedure: { readonly file: string; readonly call: string } | null
  readonly dead: readonly DeadRows[]
  /** Other lengths of a step, in ms, to be tried beside the default. */
  readonly steps: readonly number[]
  /** The run's start, in epoch ms. */
  readonly start: number
}

export const plainDelete = 'one DELETE'
export const drydockDefaults = 'Drydock, defaults (share 0.5)'
export const drydockUnthrottled = 'Drydock, unthrottled (share 1)'
export const archiverSmall = 'pt-archiver --limit 1000'

/** All that can take part here, the plain DELETE first: the others are measured against it. */
export function contenders({ archiver, procedure, dead, steps, start }: Field): readonly Contender[] {
  const statements = dead.map(({ table, where }) => `DELETE FROM \`${table}\` WHERE ${where}`)
  const defaults = limitsSchema.parse({})
  const drydock = (name: string, share: number, stepMilliseconds = defaults.stepMilliseconds): Contender =>
    ({ name, launches: async ({ engine }, access) => [await nodeChild('drydock-process.ts', { access, engine, start, share, stepMilliseconds })] })
  return [
    { name: plainDelete, launches: async (_, access) => [await nodeChild('statements-process.ts', { access, statements })] },
    ...(archiver === null ? [] : [1000, 5000].map((limit): Contender => ({
      name: `pt-archiver --limit ${limit}`,
      launches: async ({ clientOptions }) => dead.map(({ table, where }) => archive(archiver, clientOptions, databaseName, table, where, limit)),
    }))),
    ...(procedure === null ? [] : [{
      name: `procedure ${procedure.call}`,
      prepare: (server: DatabaseServer) => loadDump(server, databaseName, procedure.file),
      launches: async (_: DatabaseServer, access: Access) => [await nodeChild('statements-process.ts', { access, statements: [`CALL \`${procedure.call}\`()`] })],
    }]),
    drydock(drydockDefaults, defaults.productionShare),
    drydock(drydockUnthrottled, 1),
    ...steps.map((milliseconds) => drydock(`Drydock, share 1, steps of ${milliseconds} ms`, 1, milliseconds)),
  ]
}
