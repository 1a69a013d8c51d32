import { ask } from '../engines/database.ts'
import type { ClassCount, MeasuredTable, MeasureProgress } from '../contract/evidence.ts'
import type { RosterPages } from '../contract/roster.ts'
import type { Target } from '../contract/steps.ts'
import type { Key, KeyRange, RowClass } from '../engines/dialect.ts'
import { every, not, some, type Expression } from '../engines/expression.ts'
import type { BoundRules, FamilyTable } from '../rules/bind.ts'
import type { rosterOf } from './roster.ts'
import type { Column, Table } from '../engines/schema.ts'
import { identity } from '../walk/statements.ts'
import type { OnRange } from '../walk/range-done.ts'
import { atLeast, walk, type Walk } from '../walk/walk.ts'

/** Newer rows are left out on production: the application keeps writing. */
export const young = 'younger than the cutoff'
export const dead = 'dead'
/**
 * Some rows are dead although new: by the upstream reading, or because they ended before the cutoff
 * but were created after it.
 */
export const youngDead = 'dead, younger than the cutoff'
/** Left out on production. */
export const recent = (name: string): boolean => name === young || name === youngDead
export const isDead = (name: string): boolean => name === dead || name === youngDead
export const deadRows = (classes: readonly ClassCount[]): number =>
  classes.filter(({ name }) => isDead(name)).reduce((sum, { rows }) => sum + rows, 0)
/** A child without its parent. */
export const orphan = 'orphan'
const valid = 'still valid'

interface Task {
  readonly table: Table
  readonly rule: string
  readonly kind: MeasuredTable['kind']
  readonly classes: readonly RowClass[]
  readonly hashed: readonly Column[]
  readonly settled: boolean
  readonly reading: MeasuredTable['reading']
  readonly otherReading?: Expression
  readonly member?: FamilyTable
}

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
  { onRange, beside, roster }: Alongside = {},
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
    const position = await walk(
      atLeast({ ...along, size: along.size.anew() }, task.classes),
      task.table,
      progress.low,
      async (range) => {
        const counts = await classes(along, task, range)
        const counted = await beside?.(along, task.table.name, range)
        const living = await names?.read(range)
        addUp(sums, counts)
        counted?.()
        if (living !== undefined) await names?.add(living, range.high)
        onRange?.({
          rule: task.rule,
          table: task.table.name,
          read: rowsOf(counts),
          dead: rowsOf(counts.filter((count) => count.name === dead)),
        })
      },
    )
    const rosterPages = await names?.stop(position.at === 'key' ? position.low : null)
    const measured = {
      table: task.table.name,
      rule: task.rule,
      kind: task.kind,
      classes: [...sums.values()],
      settled: task.settled,
      reading: task.reading,
      ...(rosterPages !== undefined && { rosterPages }),
    }
    const tables = [...progress.tables.slice(0, progress.table), measured]
    if (position.at === 'key')
      return { done: false, progress: { table: progress.table, low: position.low, tables } }
    progress = { table: progress.table + 1, low: null, tables }
  }
  return { done: true, progress }
}

/** Names of the tables that are walked. */
export const measuredTables = (bound: BoundRules, target: Target): string[] =>
  measureTasks(bound, target).map(({ table }) => table.name)

function measureTasks({ tables, others }: BoundRules, target: Target): Task[] {
  const family = tables.map((member): Task => {
    const { table, rule, kind, alive, otherReading, reading, settled } = member
    const classes = [
      ...age(member, target),
      { name: dead, when: member.dead },
      ...orphans(member),
      ...alive,
    ]
    return {
      table,
      rule,
      kind,
      classes,
      hashed: hashedColumns(member, target),
      settled,
      reading,
      member,
      ...(otherReading && { otherReading }),
    }
  })
  if (target === 'production') return family
  return [
    ...family,
    ...others.map(
      (table): Task => ({
        table,
        rule: '',
        kind: 'other',
        classes: [],
        hashed: table.columns,
        settled: false,
        reading: null,
      }),
    ),
  ]
}

function age({ old, dead: gone }: FamilyTable, target: Target): RowClass[] {
  if (target === 'clone' || old === null) return []
  return [
    { name: youngDead, when: every(not(old), gone) },
    { name: young, when: not(old) },
  ]
}

/** The columns whose sum must not change: all on the clone, where nobody else writes. */
export const hashedColumns = (
  { table, created }: FamilyTable,
  target: Target,
): readonly Column[] => (target === 'clone' ? table.columns : identity(table, created))

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

const orphans = ({ parents }: FamilyTable): RowClass[] =>
  parents.length === 0 ? [] : [{ name: orphan, when: isOrphan(parents) }]

/** No parent with the key's values exists. */
export const isOrphan = (parents: FamilyTable['parents']): Expression =>
  some(
    ...parents.map((key) =>
      every(
        ...key.columns.map((column) => not({ is: 'null', column })),
        not({
          is: 'exists',
          table: key.parent,
          on: Object.fromEntries(
            key.parentColumns.map((parent, at) => [parent, key.columns[at] ?? '']),
          ),
        }),
      ),
    ),
  )
