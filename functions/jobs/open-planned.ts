import { openTarget } from '../aws/target-database.ts'
import { NamedError } from '../contract/errors.ts'
import type { Run, SourcePlan, Target } from '../contract/steps.ts'
import type { Database } from '../engines/database.ts'
import type { Dialect } from '../engines/dialect.ts'
import type { Schema } from '../engines/schema.ts'
import { refuseOtherServer } from '../preflight/server-identity.ts'
import { watchKeys } from '../purge/watch-keys.ts'
import type { BoundRules } from '../rules/bound.ts'
import type { Surroundings } from '../runtime/surroundings.ts'
import { emptyOf } from '../walk/empty-tables.ts'
import type { OnRange } from '../walk/range-done.ts'
import { rangeSize } from '../walk/range-size.ts'
import type { Walk } from '../walk/walk.ts'
import { boundAsPlanned } from './bound-as-planned.ts'
import { tellRanges } from './watch-ranges.ts'

/**
 * Timeout in ms of statements that only read production; a range whose statement takes longer is
 * made smaller.
 */
export const readingTime = 30_000

/** The most of the time that production is worked on where its pace is not followed. */
const unseen = 0.5

/** A database of the plan. */
export type Planned = SourcePlan['databases'][number]

/** One open database of a source, with the plan's rules bound to it. */
export interface OpenDatabase {
  readonly name: string
  readonly along: Walk
  readonly bound: BoundRules
  readonly schema: Schema
  readonly onRange: OnRange
  /** Opens the same database of production for reading; null if this is production. */
  readonly production: (() => Promise<Walk>) | null
}

/** Which server a database is opened on, and how it is walked. */
export interface Opening extends Surroundings {
  readonly run: Run
  readonly source: SourcePlan
  readonly target: Target
  /** The permit for each range of a database, created once it is open; see Walk. */
  readonly permits?:
    | ((database: Database, dialect: Dialect) => Promise<NonNullable<Walk['permit']>>)
    | undefined
  readonly onTrouble?: Walk['onTrouble']
  /** Statement timeout in ms; absent to use the server's. */
  readonly statementTime?: number | undefined
  /** Production has been purged before: this step only reads it. */
  readonly purged?: boolean | undefined
}

/** @throws NamedError SchemaChanged and what opening and binding throw */
export async function openPlanned(opening: Opening, planned: Planned): Promise<OpenDatabase> {
  const { run, source, target, clock, spent, ending, logger, permits, onTrouble, statementTime } =
    opening
  const { name } = planned
  const opened = await openTarget({ run, source, target, database: name, ending, statementTime })
  const { database, dialect, server } = opened
  try {
    const purged = opening.purged === true
    const { schema, bound } = await boundAsPlanned(
      { run, target, clock, database, dialect, purged },
      planned,
    )
    if (target === 'production')
      await refuseOtherServer({ database, dialect, schema, resource: server.resourceId }, planned)
    // Only a purge is refused, not a count: a clone never gets new rows, and after a purge it is
    // too late.
    if (permits !== undefined) await refuseFilled(opened, planned, target)
    const permitted = await permits?.(database, dialect)
    return {
      name,
      along: {
        database,
        dialect,
        clock,
        size: rangeSize(run.limits.batchMilliseconds),
        share: target === 'production' ? Math.min(run.limits.productionShare, unseen) : 1,
        spent,
        permit: permitted && watchKeys({ database, dialect, clock }, schema, permitted),
        onTrouble,
      },
      bound,
      schema,
      onRange: tellRanges(logger, target, name),
      production: target === 'production' ? null : () => openProduction(opening, planned),
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** @throws NamedError SchemaChanged if a table that was empty when the run was planned has rows. */
async function refuseFilled(
  { database, dialect }: { readonly database: Database; readonly dialect: Dialect },
  { name, empty }: Planned,
  target: Target,
): Promise<void> {
  const stillEmpty = await emptyOf(database, dialect, empty)
  const filled = empty.filter((table) => !stillEmpty.includes(table))
  if (filled.length > 0)
    throw new NamedError(
      'SchemaChanged',
      `${filled.join(', ')} of ${name} had no rows when the run was planned and has rows ` +
        `on the ${target} now: rows that refer to rows of two rules must be checked before ` +
        'either is deleted. This step deleted nothing. Start the execution again.',
    )
}

/** The same database of production, for reading. */
async function openProduction(opening: Opening, planned: Planned): Promise<Walk> {
  const reading = { permits: undefined, target: 'production', statementTime: readingTime } as const
  return (await openPlanned({ ...opening, ...reading }, planned)).along
}
