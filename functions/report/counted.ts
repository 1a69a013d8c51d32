import type { ClassCount, Measured, Verified } from '../contract/evidence.ts'
import { deadRows, isDead } from '../measure/row-classes.ts'
import { differing } from './rows.ts'
import type { Report } from './schema.ts'
import type { SourceEvidence } from './source-evidence.ts'

type Counted = 'rules' | 'alive' | 'readings' | 'leftovers' | 'uncleaned' | 'skipped'

/** What the counts of a run say of each table, by section of the report. */
export function countedRows(evidence: readonly SourceEvidence[]): Pick<Report, Counted> {
  const databases = evidence.flatMap(databasesOf)
  return {
    rules: evidence.flatMap(ruleRows),
    alive: databases.flatMap(aliveRows),
    readings: databases.flatMap(({ database, tables }) =>
      tables.flatMap((table) => differing(database, table)),
    ),
    leftovers: databases.flatMap(({ database, leftovers }) => within(database, leftovers)),
    uncleaned: databases.flatMap(({ database, uncleaned = [] }) => within(database, uncleaned)),
    skipped: databases.flatMap(({ database, skipped }) => within(database, skipped)),
  }
}

const within = <T extends object>(database: string, of: readonly T[]) =>
  of.map((one) => ({ database, ...one }))

/** The counts that a run is judged by: the clone's, or production's in mode plan. */
const databasesOf = (source: SourceEvidence) =>
  (source['measure-clone'] ?? source['measure-production'])?.databases ?? []

function aliveRows({ database, tables }: Measured['databases'][number]): Report['alive'] {
  const rows: Report['alive'] = []
  for (const { kind, table, classes } of tables) {
    if (kind !== 'rule') continue
    for (const { name, rows: count } of classes)
      if (!isDead(name)) rows.push({ database, table, reason: name, rows: count })
  }
  return rows
}

type Counts = { readonly databases: Measured['databases'] | Verified['databases'] } | null

const classesIn = (at: Counts, database: string, table: string) =>
  at?.databases.find((one) => one.database === database)?.tables.find((one) => one.table === table)
    ?.classes

function ruleRows(source: SourceEvidence): Report['rules'] {
  // Once production's purge has started, the clone's counts no longer tell what is left.
  const after =
    source['purge-production'] === null ? source['verify-clone'] : source['verify-production']
  const deleted = (purged: SourceEvidence['purge-clone'], database: string, table: string) => {
    const found = purged?.databases.find((one) => one.database === database)
    return found === undefined ? null : (found.tables.find((one) => one.table === table)?.rows ?? 0)
  }
  const counted = (at: Counts, database: string, table: string) =>
    totalOrNull(classesIn(at, database, table))
  return databasesOf(source).flatMap(({ database, tables }) =>
    tables
      .filter(({ kind }) => kind !== 'other')
      .map(({ rule, table, classes }) => {
        const productionBefore = counted(source['recount-production'], database, table)
        const productionDeleted = deleted(source['purge-production'], database, table)
        const recounted = classesIn(source['recount-production'], database, table)
        const left = counted(after, database, table)
        return {
          rule,
          database,
          table,
          before: total(classes),
          dead: deadRows(classes),
          cloneDeleted: deleted(source['purge-clone'], database, table),
          productionBefore,
          productionDead: recounted === undefined ? null : deadRows(recounted),
          productionNew:
            productionBefore === null || productionDeleted === null || left === null
              ? null
              : left + productionDeleted - productionBefore,
          productionDeleted,
          after: left,
          left: leftDead(source, { database, table, dead: deadRows(classes) }),
        }
      }),
  )
}

/** Dead rows that production still has. Without a purge it has them all. */
function leftDead(
  source: SourceEvidence,
  { database, table, dead }: { database: string; table: string; dead: number },
): number | null {
  const rows = (at: Counts) => classesIn(at, database, table)
  const verified = rows(source['verify-production'])
  if (verified !== undefined) return deadRows(verified)
  if (source['purge-production'] !== null) return null
  const before = rows(source['measure-production'])
  return before === undefined ? dead : deadRows(before)
}

const total = (classes: readonly ClassCount[]): number =>
  classes.reduce((sum, one) => sum + one.rows, 0)
const totalOrNull = (classes: readonly ClassCount[] | undefined): number | null =>
  classes === undefined ? null : total(classes)
