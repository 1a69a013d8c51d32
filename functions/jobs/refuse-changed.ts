import { NamedError } from '../contract/errors.ts'
import type { SourcePlan } from '../contract/steps.ts'
import { DatabaseTrouble } from '../engines/database.ts'
import { readSchema } from '../engines/schema.ts'
import { schemaChanges } from '../engines/schema-changes.ts'
import { boundAsPlanned, notAsPlanned, type AskedSchema } from './bound-as-planned.ts'
import type { Schema } from '../engines/schema.ts'

/**
 * What a change of the schema may end a step in: the server's own words, or what does not agree by
 * then.
 */
const changed: readonly NamedError['name'][] = [
  'SchemaNotSupported',
  'StatementRefused',
  'RowsDisagree',
  'LockedOut',
  'Unexpected',
]

/**
 * Whether a schema change during the step may have caused the error. Errors that already name the
 * change are final.
 */
export function mayBeOfSchema(error: unknown): boolean {
  if (!(error instanceof NamedError)) return !(error instanceof DatabaseTrouble)
  return error.name === 'SchemaChanged' ? error.cause !== undefined : changed.includes(error.name)
}

/**
 * Reads the schema again at the end of a step or after its failure: results from a schema that
 * changed meanwhile say nothing about the rows. @throws NamedError SchemaChanged
 */
export async function refuseChanged(
  asked: AskedSchema,
  planned: SourcePlan['databases'][number],
  was: Schema,
  cause?: unknown,
): Promise<void> {
  try {
    await boundAsPlanned(asked, planned)
  } catch (error) {
    if (!(error instanceof NamedError && notAsPlanned.includes(error.name))) throw error
    const { database, dialect, target, purged } = asked
    const differs = schemaChanges(was, await readSchema(database, dialect, planned.name))
    const changes = differs === '' ? '' : `: ${differs}`
    const effect = purged
      ? 'The purge had ended before: its account and the archive record what it deleted.'
      : 'It deleted nothing more; committed deletes are kept.'
    throw new NamedError(
      'SchemaChanged',
      `The schema of ${planned.name} on the ${target} changed while this step ran${changes}. ` +
        `Its results are invalid, but no row is known to be lost. ${effect} ` +
        'Find out who changed the schema; start the run again once it no longer changes.',
      { cause: cause ?? error },
    )
  }
}
