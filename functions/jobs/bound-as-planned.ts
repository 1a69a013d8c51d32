import { NamedError } from '../contract/errors.ts'
import type { Run, SourcePlan, Target } from '../contract/steps.ts'
import { bindRules } from '../rules/bind.ts'
import type { BoundRules } from '../rules/bound.ts'
import type { Clock, Database } from '../engines/database.ts'
import { rules } from '../rules/rules.ts'
import { readSchema, type Schema } from '../engines/schema.ts'
import { readingHash, statementsHash } from '../purge/statements-hash.ts'
import type { Dialect } from '../engines/dialect.ts'

export interface AskedSchema {
  readonly run: Run
  readonly target: Target
  readonly clock: Clock
  readonly database: Database
  readonly dialect: Dialect
  /** Production has been purged with the planned statements: this step only reads. */
  readonly purged: boolean
}

/**
 * ms before an unplanned schema is read again: a table is missing for a moment while it is swapped
 * with its copy.
 */
const settling = 1_500

/**
 * The planned schema and the rules bound to it. Once production is purged, an additional index or
 * table does not matter.
 * @throws NamedError SchemaChanged and what binding throws
 */
export async function boundAsPlanned(
  asked: AskedSchema,
  planned: SourcePlan['databases'][number],
): Promise<{ schema: Schema; bound: BoundRules }> {
  try {
    return await readAndBind(asked, planned)
  } catch (error) {
    if (!(error instanceof NamedError && notAsPlanned.includes(error.name))) throw error
    await asked.clock.sleep(settling)
    return readAndBind(asked, planned)
  }
}

export const notAsPlanned: readonly NamedError['name'][] = [
  'SchemaChanged',
  'SchemaNotSupported',
  'NoRuleApplies',
]

async function readAndBind(
  { run, target, database, dialect, purged }: AskedSchema,
  { name, times, empty, ...planned }: SourcePlan['databases'][number],
): Promise<{ schema: Schema; bound: BoundRules }> {
  const schema = await readSchema(database, dialect, name)
  const bound = bindRules(rules, run.rules, schema, times, empty)
  const hash = statementsHash(dialect, bound, schema)
  if (hash === planned.statementsHash) return { schema, bound }
  const live = target === 'production' && purged
  if (live && readingHash(dialect, bound) === planned.readingHash) return { schema, bound }
  const found =
    `The schema or the statements of ${name} on the ${target} differ from the plan ` +
    `(${planned.statementsHash.slice(0, 12)}, now ${hash.slice(0, 12)}).`
  throw new NamedError(
    'SchemaChanged',
    live
      ? `${found} The purge had ended before: each of its calls saw the planned schema, and ` +
          'its account and the archive record what it deleted. Whether all other rows are ' +
          'unchanged can no longer be verified, since all of their columns are compared. Find ' +
          'out who changed the schema; if in doubt, compare with the snapshot of this run.'
      : `${found} This step deleted nothing. Start the run again once the schema no longer ` +
          'changes.',
  )
}
