import { checkStorageRanges } from '../functions/contract/clone-storage.ts'
import { apartForTls } from '../functions/contract/source.ts'
import { databaseName } from './named-once.ts'
import { type Fields, fieldsOf, items, tell, type Told } from './untrusted-fields.ts'

/** What a source cannot have when its clones are made in another account. */
export function clonedElsewhere(file: Fields, context: Told): void {
  if (file.cloneAccount === undefined) return
  items(file.sources).forEach((source, index) => {
    const { clone, engine } = fieldsOf(source)
    if (fieldsOf(clone).from === 'copy-on-write')
      tell(
        context,
        ['sources', index, 'clone', 'from'],
        'expected "snapshot": with "cloneAccount" a clone is made of a copy there',
      )
    if (apartForTls.some((one) => one === engine))
      tell(
        context,
        ['sources', index, 'engine'],
        'expected another engine, or no "cloneAccount": TLS is an option of this one, and an ' +
          'option group stays in its account',
      )
  })
}

/** An operator's own check asks a database that is cleaned. */
export function ownChecks(file: Fields, context: Told): void {
  const known = items(file.sources).flatMap((source) =>
    items(fieldsOf(source).databases).map(databaseName),
  )
  items(file.checks).forEach((check, index) => {
    if (!known.includes(String(fieldsOf(check).database)))
      tell(
        context,
        ['checks', index, 'database'],
        'expected a database of one of the sources' +
          (known.length === 0 ? '' : `, ${known.map((one) => JSON.stringify(one)).join(', ')}`),
      )
  })
}

/** The storage that RDS has for a clone depends on the engine. */
export function cloneStorage(file: Fields, context: Told): void {
  const engines = items(file.sources).map((source) => fieldsOf(source).engine ?? 'mysql')
  for (const engine of new Set(engines.map(String)))
    checkStorageRanges(fieldsOf(file.clone), engine, (key, message) =>
      tell(context, ['clone', key], message),
    )
}
