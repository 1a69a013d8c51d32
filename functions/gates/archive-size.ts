import { gibibyte, shownBytes } from '../contract/bytes.ts'
import type { Measured, Purged } from '../contract/evidence.ts'
import type { Gate } from '../contract/gates.ts'
import { quantity } from '../contract/quantity.ts'
import type { Run } from '../contract/steps.ts'
import { deadRows } from '../measure/row-classes.ts'

interface Rehearsal {
  /** The clone as it was before its purge, and what that purge did. */
  readonly clone: Measured
  readonly purged: Purged
  readonly production: Measured
}

/**
 * How large the archive of a source's purge would be. The rehearsal made every file: what it took
 * for the clone's dead rows, it takes for each of production's.
 */
export function archiveSize(
  { archive, limits }: Pick<Run, 'archive' | 'limits'>,
  source: string,
  { clone, purged, production }: Rehearsal,
): Gate {
  const gate = (passed: boolean, detail: string): Gate => ({
    gate: 'archive-size',
    source,
    passed,
    detail,
  })
  if (archive.mode === 'off') return gate(true, 'Nothing is archived (archive.mode is off).')
  const more = dead(production) / Math.max(1, dead(clone))
  const bytes = (purged.archiveBytes ?? 0) * more
  const files = purged.databases.reduce((sum, one) => sum + (one.files ?? 0), 0)
  const puts = quantity(Math.ceil(files * more), 'PUT request')
  const found = `The archive is estimated at ${shownBytes(bytes)}, written by ${puts}`
  const most = `limits.archiveGiB is ${limits.archiveGiB}`
  if (bytes <= limits.archiveGiB * gibibyte) return gate(true, `${found}; ${most}.`)
  return gate(
    false,
    `${found} and stored for archiveDays, at S3's price for ${shownBytes(bytes)} in each month; ` +
      `${most}. Nothing was deleted in production. Raise limits.archiveGiB if the rows are ` +
      'worth it. Otherwise set archive.mode to "hashed", which leaves the values of tokens out, ' +
      'or to "off", after which no row can be put back. Then start another run.',
  )
}

const dead = ({ databases }: Measured): number =>
  databases.reduce(
    (sum, { tables }) => sum + tables.reduce((all, one) => all + deadRows(one.classes), 0),
    0,
  )
