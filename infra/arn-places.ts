import { type Fields, fieldsOf, items, type Path, tell, type Told } from './untrusted-fields.ts'

/** The location in an ARN: a key of the file, and its position between the colons. */
interface Place {
  readonly key: 'region' | 'account'
  readonly at: number
}
const region: Place = { key: 'region', at: 3 }
const account: Place = { key: 'account', at: 4 }

/** Secrets and keys lie where the environment is. */
export function arnPlaces(file: Fields, context: Told): void {
  const check = (arn: unknown, path: Path, wanted: readonly Place[]) => {
    if (typeof arn !== 'string' || !arn.startsWith('arn:')) return
    for (const { key, at } of wanted)
      if (typeof file[key] === 'string' && arn.split(':')[at] !== file[key])
        tell(
          context,
          path,
          `expected an ARN in the environment's ${key}, ${JSON.stringify(file[key])}`,
        )
  }
  items(file.sources).forEach((source, index) => {
    check(fieldsOf(source).secret, ['sources', index, 'secret'], [region, account])
  })
  check(fieldsOf(file.smokeTest).client, ['smokeTest', 'client'], [region, account])
  // A key may belong to another account.
  items(file.kmsKeys).forEach((key, index) => {
    check(key, ['kmsKeys', index], [region])
  })
}
