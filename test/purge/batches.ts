import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '../seed/root.ts'
import type { PurgeProgress } from '../../functions/contract/evidence.ts'
import { encodedColumns } from '../../functions/archive/archive.ts'
import { bindRules } from '../../functions/rules/bind.ts'
import type { Keep } from '../../functions/archive/keep-rows.ts'
import { liveGuard } from '../../functions/purge/live-guard.ts'
import { purge, type OnBatch } from '../../functions/purge/purge.ts'
import { purgedSoFar } from '../../functions/purge/purge-account.ts'
import { went } from '../../functions/archive/undo-totals.ts'
import { rules } from '../../functions/rules/rules.ts'
import type { SecondOpening } from '../../functions/purge/second-connection.ts'
import { before } from '../../functions/rules/rule.ts'
import { readSchema } from '../../functions/engines/schema.ts'
import { rangeSize, type RangeSize } from '../../functions/walk/range-size.ts'
import type { Permit } from '../../functions/walk/walk.ts'
import type { Database, DatabaseTrouble } from '../../functions/engines/database.ts'
import type { Dialect } from '../../functions/engines/dialect.ts'
import type { Engine } from '../seed/engines.ts'
import { planned } from './planned.ts'
import { root } from '../seed/root.ts'

const cutoff = new Date('2026-11-24T07:00:00Z')

interface Batches {
  /** While a batch's rows are written: the number of the file, and its texts. */
  readonly writing?: (number: number, archived: string) => Promise<void>
  readonly dialect?: (dialect: Dialect) => Dialect
  readonly database?: (database: Database) => Database
  /** Whether the rule for tokens takes all that are old. */
  readonly wrong?: true
  readonly guarded?: true
  /** Where it goes on. */
  readonly from?: PurgeProgress | null
  readonly onBatch?: OnBatch
  /** What was measured before. */
  readonly triggers?: readonly string[]
  readonly checkpoint?: (progress: PurgeProgress) => Promise<void>
  readonly failed?: (progress: PurgeProgress) => void
  readonly size?: RangeSize
  readonly onTrouble?: (trouble: DatabaseTrouble) => void
  /** Ends the call before its next range. */
  readonly spent?: () => boolean
  readonly permit?: () => Promise<Permit>
  readonly second?: SecondOpening
}

/** A purge in batches of a hundred rows read. */
export async function purgeInBatches(
  engine: Engine,
  name: string,
  {
    writing,
    dialect: change = (same) => same,
    database: wrap = (same) => same,
    wrong,
    guarded,
    from = null,
    onBatch = () => undefined,
    size = rangeSize(1, 100, 100),
    spent = () => false,
    permit,
    onTrouble,
    ...more
  }: Batches = {},
): Promise<PurgeProgress> {
  const dialect = change(root(engine).dialect)
  const database = wrap(await openDatabase({ ...root(engine), dialect, database: name }))
  const keep: Keep = {
    longest: Number.POSITIVE_INFINITY,
    columns: (table) => encodedColumns(table, 'full'),
    write: async (_, number, tables) =>
      writing?.(
        number,
        tables
          .flatMap(({ columns, rows }) =>
            rows.flatMap((row) => row.filter((_, at) => columns[at]?.as === 'bytes')),
          )
          .map((value) => Buffer.from(value ?? '', 'hex').toString())
          .join(' '),
      ),
  }
  try {
    const bound = bindRules(
      rules.map((rule) =>
        wrong && rule.name === 'tokens' ? { ...rule, dead: before('TIME_CREATED') } : rule,
      ),
      planned(cutoff),
      await readSchema(database, dialect, name),
    )
    const clock = {
      now: () => performance.now(),
      sleep: (ms: number) => sleep(Math.min(ms, 100)),
      random: () => 0.5,
    }
    const along = {
      database,
      dialect,
      clock,
      size,
      share: 1,
      spent,
      permit,
      onTrouble,
    }
    const guard = guarded ? liveGuard(bound, () => [cutoff]) : null
    return (await purge(along, bound, from, onBatch, { keep, guard, ...more })).progress
  } finally {
    await database.close()
  }
}

/** Rows of a table that went; PostgreSQL folds the table's name. */
export const rowsGone = (
  { deleted }: Pick<PurgeProgress, 'deleted'>,
  of: string,
): number | undefined => deleted.find(({ table }) => table.toUpperCase() === of)?.rows

/** Numbers of the archive files whose rows went. */
export const goneBy = (database: string, progress: PurgeProgress): number[] => {
  const databases = [purgedSoFar(database, progress)]
  return Array.from({ length: progress.files }, (_, number) => number).filter((number) =>
    went({ done: true, progress: null, databases }, { database, number }),
  )
}
