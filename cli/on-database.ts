import type { RunEnvironment } from '../functions/contract/environment.ts'
import { NamedError } from '../functions/contract/errors.ts'
import { databaseCalled } from '../functions/contract/source.ts'
import type { Database } from '../functions/engines/database.ts'
import type { Dialect } from '../functions/engines/dialect.ts'
import { openEngine } from '../functions/engines/engines.ts'
import { readSchema } from '../functions/engines/schema.ts'
import { bindRules } from '../functions/rules/bind.ts'
import type { BoundRules } from '../functions/rules/bound.ts'
import { sharedChildren } from '../functions/rules/living-parents.ts'
import { planRules } from '../functions/rules/plan-rules.ts'
import { rules } from '../functions/rules/rules.ts'
import { wallTimes } from '../functions/rules/wall-times.ts'
import { emptyOf } from '../functions/walk/empty-tables.ts'
import { readConnectionFile } from '../local/connection-file.ts'
import { engines as withFiles } from '../local/engines/engines.ts'
import { openNamedServer } from '../local/named-server.ts'
import { ServerError } from '../local/server/server-error.ts'
import { engineOfSource } from './aws/source-engine.ts'

type Source = RunEnvironment['sources'][number]

const nameOf = (source: Source): string => ('instance' in source ? source.instance : source.cluster)

/** The source of this name; without a name the only one. @throws NamedError InvalidInput */
export function oneSource({ sources }: RunEnvironment, name: string | undefined): Source {
  const found = sources.find((one) => nameOf(one) === name)
  const [first] = sources
  if (found !== undefined) return found
  if (name === undefined && first !== undefined && sources.length === 1) return first
  throw new NamedError(
    'InvalidInput',
    `${name === undefined ? 'The environment has several sources' : `It has no source "${name}"`}` +
      `; expected --source with one of ${sources.map(nameOf).join(', ')}.`,
  )
}

/** The rules of the next run, bound to a database. */
export interface Bound {
  readonly database: Database
  readonly dialect: Dialect
  readonly bound: BoundRules
  /** By rule. */
  readonly cutoffs: ReadonlyMap<string, string>
}

/**
 * Binds the rules to each database of a source, over a connection of the caller's own, as PlanRun
 * does it. It only reads.
 */
export async function onEachDatabase(
  environment: RunEnvironment,
  source: Source,
  connectionFile: string,
  work: (name: string, bound: Bound) => Promise<void>,
): Promise<void> {
  const engine = await engineOfSource(source)
  const its = withFiles.find((one) => engine.includes(one === 'postgres' ? 'postgres' : one))
  if (its === undefined)
    throw new NamedError(
      'SourceNotFound',
      `${nameOf(source)} runs ${engine}, of which no connection file can be read. Expected one ` +
        `of ${withFiles.join(', ')}.`,
    )
  const connection = await readConnectionFile(connectionFile, its).catch((error: unknown) => {
    if (error instanceof ServerError) throw new NamedError('InvalidInput', error.message)
    throw error
  })
  const dialect = await openEngine(engine, nameOf(source))
  const start = new Date()
  const planned = planRules(rules, start.getTime(), environment, {})
  const cutoffs = new Map(planned.map(({ rule, cutoff }) => [rule, cutoff]))
  for (const settings of source.databases) {
    const name = databaseCalled(settings)
    const database = await openNamedServer({
      ...{ dialect, connection, database: name, file: connectionFile },
      saidBy: `RDS calls the engine of ${nameOf(source)} ${engine}`,
      next: 'Name a server of that engine',
      privileges: 'SELECT',
    })
    try {
      const schema = await readSchema(database, dialect, name)
      const times = wallTimes(settings.times?.written ?? null, start)
      const asked = bindRules(rules, planned, schema, times)
      const shared = sharedChildren(asked.rules, { rules, schema })
      const empty = await emptyOf(database, dialect, shared)
      const bound = bindRules(rules, planned, schema, times, empty)
      await work(name, { database, dialect, cutoffs, bound })
    } finally {
      await database.close()
    }
  }
}
