import { same } from '../engines/schema.ts'
import { ask } from '../engines/database.ts'
import { every, not, some, type Expression } from '../engines/expression.ts'
import type { BoundRules, FamilyTable } from '../rules/bound.ts'
import { shownKey } from '../walk/shown-key.ts'
import { rangeSize } from '../walk/range-size.ts'
import { walk, type Walk } from '../walk/walk.ts'

/** Rows of both sides held in memory at once. */
const block = 2000
/** Keys that a finding names. */
const most = 10

/**
 * Keys of live rows of production that are missing or different on the clone: at most ten, missing
 * ones first. For a finding only: reads production's table along its key, with pauses, until ten
 * are found or time runs out. Skips rows newer than the cutoff, since the clone never had them.
 */
export async function lostRows(
  clone: Walk,
  production: Walk,
  bound: BoundRules,
  member: FamilyTable,
): Promise<string[]> {
  const key = member.table.key
  const live = every(not(member.dead), settled(bound, member))
  const gone: string[] = []
  const otherwise: string[] = []
  const along: Walk = {
    ...production,
    size: { ...rangeSize(1000, block), rows: () => block },
    spent: () => production.spent() || gone.length >= most,
  }
  await walk(along, member.table, null, async (range) => {
    const read = async ({ database, dialect }: Walk) =>
      new Map(
        (
          await ask(
            database,
            dialect.hashes(member.table.name, key, range, live, member.table.columns),
          )
        ).map((row) => [shownKey(member.table.name, key, row.key), row.hash]),
      )
    const [there, here] = [await read(production), await read(clone)]
    for (const [row, hash] of there) {
      if (!here.has(row)) gone.push(row)
      else if (here.get(row) !== hash) otherwise.push(row)
    }
  })
  return [
    ...gone.map((row) => `${row} (gone)`),
    ...otherwise.map((row) => `${row} (differs from production)`),
  ].slice(0, most)
}

/** Created before the cutoff; for a child, its parent counts. */
function settled(bound: BoundRules, member: FamilyTable, path: readonly string[] = []): Expression {
  if (member.old !== null) return member.old
  const parents = member.parents
    .filter(({ name }) => !path.includes(name))
    .flatMap((foreign) => {
      const parent = bound.tables.find(({ table }) => same(table.name, foreign.parent))
      if (parent === undefined) return []
      const on = Object.fromEntries(
        foreign.parentColumns.map((column, at) => [column, foreign.columns[at] ?? '']),
      )
      return [
        {
          is: 'exists' as const,
          table: foreign.parent,
          on,
          where: settled(bound, parent, [...path, foreign.name]),
        },
      ]
    })
  return some(...parents)
}
