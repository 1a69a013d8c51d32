import type { MeasureProgress } from '../contract/count-progress.ts'
import type { ClassCount } from '../contract/evidence.ts'
import type { RosterPages, Sought } from '../contract/roster.ts'
import type { Target } from '../contract/steps.ts'
import { ask } from '../engines/database.ts'
import type { Key, KeyRange } from '../engines/dialect.ts'
import { gathers, scans } from '../engines/expression.ts'
import type { BoundRules, FamilyTable } from '../rules/bound.ts'
import type { OnRange } from '../walk/range-done.ts'
import { inLargeRanges, walk, type Walk } from '../walk/walk.ts'
import { measureTasks, type Task } from './measured-tables.ts'
import type { lookUpAlong } from './look-up.ts'
import type { rosterOf } from './roster.ts'
import { dead, valid } from './row-classes.ts'

/** Other questions about a table's rows, asked while they are measured. */
export interface Alongside {
  readonly onRange?: OnRange | undefined
  /** The function it returns adds the range up once the whole range is done. */
  readonly beside?:
    | ((along: Walk, table: string, range: KeyRange) => Promise<() => void>)
    | undefined
  /** Writes the roster of production's live rows; null for a table without a roster. */
  readonly roster?:
    | ((
        member: FamilyTable,
        from: { readonly low: Key | null; readonly pages: RosterPages },
      ) => ReturnType<typeof rosterOf> | null)
    | undefined
  /** Looks up the roster that was written before the purge; null for a table without one. */
  readonly lookUp?:
    | ((member: FamilyTable, from: Sought | null) => ReturnType<typeof lookUpAlong> | null)
    | undefined
}

/**
 * Counts and hashes rows by class, table by table: on the clone all tables and columns, on
 * production the tables that the purge deletes from and the columns that an application does not
 * change.
 */
export async function measure(
  along: Walk,
  bound: BoundRules,
  target: Target,
  from: MeasureProgress | null,
  { onRange, beside, roster, lookUp }: Alongside = {},
): Promise<{ done: boolean; progress: MeasureProgress }> {
  const tasks = measureTasks(bound, target)
  let progress: MeasureProgress = from ?? { table: 0, low: null, tables: [] }
  while (progress.table < tasks.length) {
    const task = tasks[progress.table]
    if (task === undefined) break
    const sums = new Map<string, ClassCount>(
      progress.tables[progress.table]?.classes.map((count) => [count.name, count]),
    )
    const names =
      task.member === undefined
        ? null
        : (roster?.(task.member, {
            low: progress.low,
            pages: progress.tables[progress.table]?.rosterPages ?? [],
          }) ?? null)
    const kept =
      task.member === undefined
        ? null
        : (lookUp?.(task.member, progress.tables[progress.table]?.sought ?? null) ?? null)
    const way = { ...sized(along, task), ...(kept && { end: kept.end }) }
    const position = await walk(way, task.table, progress.low, async (range) => {
      const counts = await classes(along, task, range)
      const counted = await beside?.(along, task.table.name, range)
      const living = await names?.read(range)
      const missing = await kept?.read(range)
      addUp(sums, counts)
      counted?.()
      if (living !== undefined) await names?.add(living, range.high, rowsOf(counts))
      if (missing !== undefined) kept?.add(missing)
      onRange?.({
        rule: task.rule,
        table: task.table.name,
        read: rowsOf(counts),
        dead: rowsOf(counts.filter((count) => count.name === dead)),
      })
    })
    const rosterPages = await names?.stop(position.at === 'key' ? position.low : null)
    const sought = await kept?.stop()
    const measured = {
      table: task.table.name,
      rule: task.rule,
      kind: task.kind,
      classes: [...sums.values()],
      settled: task.settled,
      reading: task.reading,
      ...(rosterPages !== undefined && { rosterPages }),
      ...(sought !== undefined && { sought }),
    }
    const tables = [...progress.tables.slice(0, progress.table), measured]
    if (position.at === 'key')
      return { done: false, progress: { table: progress.table, low: position.low, tables } }
    progress = { table: progress.table + 1, low: null, tables }
  }
  return { done: true, progress }
}

function sized(along: Walk, { classes }: Task): Walk {
  const fresh = { ...along, size: along.size.anew() }
  const readsWhole = classes.some(
    ({ when }) => scans(when) || (along.dialect.gathers === true && gathers(when)),
  )
  return readsWhole ? inLargeRanges(fresh) : fresh
}

async function classes(
  { database, dialect }: Walk,
  task: Task,
  range: KeyRange,
): Promise<ClassCount[]> {
  return [
    ...(await ask(
      database,
      dialect.classify(
        task.table.name,
        task.table.key,
        range,
        task.classes,
        valid,
        task.hashed,
        task.otherReading,
      ),
    )),
  ]
}

function addUp(sums: Map<string, ClassCount>, counts: readonly ClassCount[]): void {
  for (const { name, rows, hash, other } of counts) {
    const sum = sums.get(name) ?? { name, rows: 0, hash: '0', other: 0 }
    sums.set(name, {
      name,
      rows: sum.rows + rows,
      hash: String(BigInt(sum.hash) + BigInt(hash)),
      other: sum.other + other,
    })
  }
}

const rowsOf = (counts: readonly ClassCount[]): number =>
  counts.reduce((sum, { rows }) => sum + rows, 0)
