import type { MeasuredTable } from '../contract/evidence.ts'
import type { Expression } from '../engines/expression.ts'
import type { Holds } from '../engines/scratch.ts'
import type { Table } from '../engines/schema.ts'
import { dead as deadClass, orphan } from '../measure/row-classes.ts'
import { isOrphan } from '../measure/measured-tables.ts'
import type { BoundRules, FamilyTable } from '../rules/bound.ts'
import { judge } from './judge.ts'
import type { PlainRow, PlainTables } from './plain-tables.ts'
import { mustBe, notProven } from './not-proven.ts'

export interface TrueTable {
  readonly table: Table
  readonly rows: readonly PlainRow[]
  /** Those that a purge deletes. */
  readonly dead: readonly PlainRow[]
}

/** The rows of a proof, and what the rules mean by them. */
export interface Truth {
  readonly tables: readonly TrueTable[]
  meets(condition: Expression, row: PlainRow): boolean
}

interface Filled {
  readonly table: Table
  readonly rows: readonly PlainRow[]
}
type HoldsOf = (table: string, column: string) => Holds | null

/** Judges all rows by the rules' own conditions. */
export function truthOf(
  { tables: family }: BoundRules,
  tables: readonly Filled[],
  holdsOf: HoldsOf,
): Truth {
  const meets = judgeOf(tables, holdsOf)
  return {
    tables: tables.map(({ table, rows }) => {
      const member = family.find((one) => one.table.name === table.name)
      const dead = member === undefined ? [] : rows.filter((row) => meets(member.dead, row))
      return { table, rows, dead }
    }),
    meets,
  }
}

/** Says of any row of the tables whether a condition is true of it. */
export const judgeOf = (tables: readonly Filled[], holdsOf: HoldsOf): Truth['meets'] =>
  judge(plainTables(tables, holdsOf))

export const plainTables = (tables: readonly Filled[], holdsOf: HoldsOf): PlainTables =>
  new Map(
    tables.map(({ table, rows }) => [
      table.name.toUpperCase(),
      {
        rows,
        holds: Object.fromEntries(
          table.columns.map(({ name }) => [name.toUpperCase(), holdsOf(table.name, name)]),
        ),
      },
    ]),
  )

/**
 * A rule that no row of the proof meets, or that all of them meet, was not proven.
 * @throws NamedError EngineNotProven
 */
export function refuseUntried(
  { rules }: BoundRules,
  { tables }: Truth,
  refused: ReadonlyMap<string, string>,
): void {
  for (const { rule, table } of rules) {
    const found = tables.find((one) => one.table.name === table.name)
    const [all, dead] = [found?.rows.length ?? 0, found?.dead.length ?? 0]
    if (dead > 0 && dead < all) continue
    const own = refused.get(table.name)
    const why = own === undefined ? '' : `; a row was refused: ${own}`
    throw notProven({
      of: `The rule "${rule.name}"`,
      at: table.name,
      expected: 'rows of the proof that it deletes and others that it keeps',
      found: `${dead} of ${all} rows dead${why}`,
    })
  }
}

const valid = 'still valid'

/** Counts of every class, as a run measures them. @throws NamedError EngineNotProven */
export function compareClasses(
  bound: BoundRules,
  truth: Truth,
  measured: readonly MeasuredTable[],
): void {
  for (const { table, rows } of truth.tables) {
    const found = measured.find((one) => one.table === table.name)
    const member = bound.tables.find((one) => one.table.name === table.name)
    const classes = member === undefined ? [] : classesOf(member)
    const counts = new Map<string, [rows: number, other: number]>()
    for (const row of rows) {
      const name = classes.find(({ when }) => truth.meets(when, row))?.name ?? valid
      const [all, other] = counts.get(name) ?? [0, 0]
      const differs = member?.otherReading != null && truth.meets(member.otherReading, row)
      counts.set(name, [all + 1, other + (differs ? 1 : 0)])
    }
    const [expected, counted] = [
      [...counts].map(([name, [all, other]]) => `${name}: ${all}, ${other}`),
      (found?.classes ?? [])
        .filter((one) => one.rows > 0)
        .map((one) => `${one.name}: ${one.rows}, ${one.other}`),
    ]
    mustBe(
      `The classes of the rule "${member?.rule ?? ''}"`,
      `${table.name}, rows by class, and of the other reading`,
      expected.sort(),
      counted.sort(),
    )
  }
}

const classesOf = ({ dead, parents, alive }: FamilyTable) => [
  { name: deadClass, when: dead },
  ...(parents.length === 0 ? [] : [{ name: orphan, when: isOrphan(parents) }]),
  ...alive,
]
