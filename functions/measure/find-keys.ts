import type { FamilyTable } from '../rules/bound.ts'
import { dead, type orphan } from './row-classes.ts'
import { isOrphan } from './measured-tables.ts'
import { shownKey } from '../walk/shown-key.ts'
import { timeBoxed } from '../walk/time-box.ts'
import type { Walk } from '../walk/walk.ts'

/** ms spent searching for examples: a finding is valid without them. */
const searchTime = 10_000

/** Keys of dead rows or orphans, at most ten; none if the search takes too long. */
export async function findKeys(
  { database, dialect }: Walk,
  { table, dead: gone, parents }: FamilyTable,
  what: typeof dead | typeof orphan,
): Promise<string[]> {
  const question = dialect.keys(
    table.name,
    table.key,
    { low: null, high: null },
    what === dead ? gone : isOrphan(parents),
    10,
  )
  const keys = await timeBoxed(database, dialect, searchTime, question)
  return (keys ?? []).map((key) => shownKey(table.name, table.key, key))
}
