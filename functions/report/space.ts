import { allRows } from '../gates/blast-radius.ts'
import { deadRows } from '../measure/row-classes.ts'
import { couldReturn, fileBytes } from '../reclaim/space.ts'
import type { Rebuild } from '../contract/space.ts'
import type { Report } from './schema.ts'
import type { SourceEvidence } from './source-evidence.ts'

/**
 * The size of each purged table and what it could return, by production's counts if there are any,
 * otherwise by the clone's.
 */
export function spaceRows(source: SourceEvidence): Report['space'] {
  const measured = source['measure-production'] ?? source['measure-clone']
  const found = (of: SourceEvidence['reclaim-clone'], database: string, table: string) =>
    of?.databases
      .find((one) => one.database === database)
      ?.tables.find((one) => one.table === table)
  return (measured?.databases ?? []).flatMap(({ database, tables, sizes = [], words }) =>
    sizes.flatMap((size) => {
      const counted = tables.find(({ table }) => table === size.table)
      if (counted === undefined) return []
      const [clone, production] = [
        found(source['reclaim-clone'], database, size.table),
        found(source['reclaim-production'], database, size.table),
      ]
      const shown = returnedBy(clone)
      return [
        {
          database,
          table: size.table,
          rule: counted.rule,
          bytes: fileBytes(size),
          couldReturn: shown ?? couldReturn(size, allRows(counted), deadRows(counted.classes)),
          measured: shown !== null,
          rebuildSeconds: clone?.after == null ? null : clone.seconds,
          returned: returnedBy(production),
          done: whatWasDone(clone, production),
          ...(words?.spaceLeft !== undefined && { rest: words.spaceLeft }),
        },
      ]
    }),
  )
}

/** How the space of tables comes back that a rebuild leaves, each way once. */
export const spaceLeft = (rows: Report['space']): readonly string[] => [
  ...new Set(rows.flatMap(({ rest }) => rest ?? [])),
]

/** Bytes that a rebuild returned; null if there was none. */
const returnedBy = (one: Rebuild | undefined): number | null =>
  one?.after == null ? null : Math.max(0, fileBytes(one.before) - fileBytes(one.after))

function whatWasDone(clone: Rebuild | undefined, production: Rebuild | undefined): string {
  if (production !== undefined)
    return production.after === null
      ? `not rebuilt in production: ${production.reason}`
      : ['rebuilt in production', production.told].filter(Boolean).join('; ')
  if (clone?.after === null) return `not rebuilt on the clone: ${clone.reason}`
  if (clone === undefined) return 'not rebuilt'
  return clone.asked
    ? 'rebuilt on the clone'
    : 'rebuilt on the clone to measure it; not enabled for production'
}
