import { createHash, randomBytes } from 'node:crypto'
import { evidence } from '../aws/evidence.ts'
import { openClone } from '../aws/open-clone.ts'
import type { Proven } from '../contract/proof.ts'
import type { Run, SourcePlan } from '../contract/steps.ts'
import { ask, type Database } from '../engines/database.ts'
import { proveDatabase } from '../prove/prove-database.ts'
import type { Surroundings } from '../runtime/surroundings.ts'
import { openPlanned, type Planned } from './open-planned.ts'

interface Proving {
  readonly run: Run
  readonly source: SourcePlan
}

type ProvenDatabase = Proven['databases'][number]

/**
 * Proves the server of a source's clone, for each database of the plan.
 * @throws NamedError EngineNotProven, and what opening a clone throws
 */
export async function proveRun(proving: Proving, surroundings: Surroundings): Promise<object> {
  const { run, source } = proving
  const databases: ProvenDatabase[] = []
  for (const planned of source.databases)
    databases.push(await proveOn(proving, planned, surroundings))
  await evidence(run).put(source.name, 'prove-clone', { databases } satisfies Proven)
  return {}
}

/** In a database of its own, which is dropped whatever comes of it. */
async function proveOn(
  { run, source }: Proving,
  planned: Planned,
  surroundings: Surroundings,
): Promise<ProvenDatabase> {
  const { clock, logger, ending } = surroundings
  const { name: database } = planned
  const began = clock.now()
  const { schema, bound, along } = await openPlanned(
    { ...surroundings, run, source, target: 'clone' },
    planned,
  )
  const sessions: Database[] = [along.database]
  const of = { run, source, database, ending }
  const open = async (name: string, session?: 'undo') => {
    const opened = await openClone({ ...of, scratch: name, ...(session && { session }) })
    sessions.push(opened.database)
    return opened
  }
  try {
    const maker = await openClone(of)
    sessions.push(maker.database)
    const { scratch } = maker
    const start = scratchName(run, source, database)
    // An earlier call may have been cut off, and may work on.
    for (const left of await ask(maker.database, scratch.left(database, start)))
      await scratch.dropLeft(maker.database, left)
    const name = scratch.beside(database, start + randomBytes(4).toString('hex'))
    await maker.database.execute(scratch.make(name))
    try {
      const { database: purging, dialect } = await open(name)
      const { database: back } = await open(name, 'undo')
      const { database: beside } = await open(name)
      const proven = await proveDatabase(
        { name, dialect, scratch, clock, database: purging, back, beside },
        { schema, bound, rules: run.rules, times: planned.times, empty: planned.empty },
        new Date(run.startedAt),
      )
      const { version } = await ask(maker.database, dialect.server.clock)
      const { outcome: settings } = await ask(maker.database, dialect.server.settings)
      const milliseconds = Math.round(clock.now() - began)
      logger.info({ database, version, ...proven, milliseconds }, 'The engine is proven.')
      return { database, version, schema: schema.fingerprint, settings, ...proven, milliseconds }
    } finally {
      await maker.database.execute(scratch.drop(name))
    }
  } finally {
    for (const session of sessions) await session.close()
  }
}

/**
 * How the names of this run begin; no database of a customer is called so. Each call has a database
 * of its own: one that works on after it was cut off meets no other.
 */
function scratchName({ runId }: Run, { name }: SourcePlan, database: string): string {
  const hash = createHash('sha256').update([runId, name, database].join())
  return `drydock_proof_${hash.digest('hex').slice(0, 12)}_`
}
