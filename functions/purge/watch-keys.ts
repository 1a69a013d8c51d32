import { NamedError } from '../contract/errors.ts'
import { DatabaseTrouble } from '../engines/database.ts'
import { newForeignKeys, type Schema } from '../engines/schema.ts'
import type { Permit, Walk } from '../walk/walk.ts'

/** ms for which a check of the foreign keys is valid. */
const hold = 1_000

/**
 * A permit that requires the foreign keys that the rules were bound with: a new one during a call
 * would delete rows that are neither counted nor archived. @throws NamedError SchemaChanged and
 * what the permit throws
 */
export function watchKeys(
  { database, dialect, clock }: Pick<Walk, 'database' | 'dialect' | 'clock'>,
  schema: Schema,
  permit: () => Promise<Permit>,
): () => Promise<Permit> {
  let seen = Number.NEGATIVE_INFINITY
  return async () => {
    const given = await permit()
    if (!given.go || clock.now() < seen + hold) return given
    const added = await newForeignKeys(database, dialect, schema).catch((error: unknown) => {
      // The step itself reopens a lost connection, and the next permit checks again.
      if (error instanceof DatabaseTrouble) return null
      throw error
    })
    if (added === null) return given
    seen = clock.now()
    const [key] = added
    if (key !== undefined)
      throw new NamedError(
        'SchemaChanged',
        `The foreign key ${key.name} of ${key.table} refers to ${key.parent} since the purge ` +
          `of ${schema.database} started: it would delete rows that Drydock neither counts nor ` +
          'archives. Nothing more was deleted. Start the run again once the schema no longer ' +
          'changes.',
      )
    return given
  }
}
