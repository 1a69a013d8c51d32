import { databaseCalled, sourceKinds } from '../functions/contract/source.ts'
import { type Fields, fieldsOf, items, tell, type Told } from './untrusted-fields.ts'

/** What a database, of whatever shape it was given in, is called; '' if it has no name. */
export function databaseName(given: unknown): string {
  const { name, schema } = typeof given === 'string' ? { name: given } : fieldsOf(given)
  return typeof name !== 'string'
    ? ''
    : databaseCalled({ name, ...(typeof schema === 'string' && { schema }) })
}

const nameOf = (source: unknown, kind: string) => String(fieldsOf(source)[kind] ?? '').toLowerCase()

/**
 * Two plans for one source would use each other's snapshot and clone; evidence is stored by name
 * only.
 */
export function sourcesOnce(file: Fields, context: Told): void {
  items(file.sources).forEach((source, index, all) => {
    for (const kind of sourceKinds) {
      const name = nameOf(source, kind)
      const before = all
        .slice(0, index)
        .some((other) => sourceKinds.some((one) => nameOf(other, one) === name))
      if (name !== '' && before)
        tell(
          context,
          ['sources', index, kind],
          `expected each ${kind} once: list its databases in one source`,
        )
    }
    // On most servers two spellings are one database.
    const databases = items(fieldsOf(source).databases).map((one) =>
      databaseName(one).toLowerCase(),
    )
    for (const [at, name] of databases.entries())
      if (name !== '' && databases.indexOf(name) < at)
        tell(
          context,
          ['sources', index, 'databases', at],
          'expected each database once, ignoring upper and lower case',
        )
  })
}

/** Lists of which an entry that stands twice is a slip: by their place, what an entry is. */
const lists = [
  ['network', 'subnets', 'subnet'],
  ['network', 'securityGroups', 'security group'],
  ['cloneAccount', 'cidrs', 'range'],
  ['throttle', 'replicas', 'replica'],
  ['window', 'days', 'day'],
  [null, 'kmsKeys', 'key'],
  [null, 'checks', 'name of a check for a database'],
] as const

export function entriesOnce(file: Fields, context: Told): void {
  for (const [parent, key, what] of lists) {
    const all = items((parent === null ? file : fieldsOf(file[parent]))[key]).map(identityOf)
    for (const [at, one] of all.entries())
      if (one !== '' && all.indexOf(one) < at)
        tell(context, [...(parent === null ? [] : [parent]), key, at], `expected each ${what} once`)
  }
}

/** What makes an entry the same as another; '' if that cannot be told. */
function identityOf(entry: unknown): string {
  if (typeof entry === 'string') return entry
  const { host, port, name, database } = fieldsOf(entry)
  if (typeof host === 'string') return `${host.toLowerCase()}:${String(port)}`
  return typeof name === 'string' ? `${name} ${String(database)}` : ''
}
