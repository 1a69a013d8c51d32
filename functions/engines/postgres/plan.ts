import type { PlanStep } from '../answers.ts'
import type { Question } from '../database.ts'
import { text } from '../database.ts'
import type { Sql } from '../dialect.ts'

/** A node of EXPLAIN (FORMAT JSON), as far as it is read here. */
interface Node {
  readonly 'Node Type': string
  readonly Alias?: string
  readonly 'Relation Name'?: string
  readonly 'Index Name'?: string
  readonly 'Index Cond'?: string
  readonly Filter?: string
  readonly 'Plan Rows'?: number
  readonly Plans?: readonly Node[]
}

/** How the server would run a statement. */
export const plan = (statement: Sql): Question<readonly PlanStep[]> => ({
  text: `EXPLAIN (FORMAT JSON) ${statement.text}`,
  values: statement.values,
  read: ([row]) => {
    const [top] = JSON.parse(text(Object.values(row ?? {})[0]) || '[]') as { Plan: Node }[]
    return top === undefined ? [] : steps(top.Plan)
  },
})

/** The accesses of a plan to tables, from the top down. */
function steps(node: Node): PlanStep[] {
  const own = node['Relation Name'] === undefined ? [] : [toStep(node)]
  return [...own, ...(node.Plans ?? []).flatMap(steps)]
}

function toStep(node: Node): PlanStep {
  const told = node['Node Type']
  // A bitmap of rows comes of the index below.
  const by = told === 'Bitmap Heap Scan' ? indexesBelow(node) : [node]
  const [first] = by
  const access = accessOf(told, by)
  return {
    table: node.Alias ?? null,
    access,
    index: first?.['Index Name'] ?? null,
    // Of a table that is read whole the server tells how many rows pass, not how many are read.
    rows: access === 'scan' && node.Filter !== undefined ? null : (node['Plan Rows'] ?? null),
    told,
  }
}

const indexesBelow = (node: Node): readonly Node[] =>
  (node.Plans ?? []).flatMap((below) =>
    below['Node Type'] === 'Bitmap Index Scan' ? [below] : indexesBelow(below),
  )

function accessOf(told: string, by: readonly Node[]): PlanStep['access'] {
  if (told === 'Seq Scan' || told === 'Sample Scan') return 'scan'
  if (/^Tid/.test(told)) return 'lookup'
  if (!/^(Index|Bitmap)/.test(told)) return null
  const conditions = by.map((node) => node['Index Cond'])
  if (conditions.length === 0 || conditions.includes(undefined)) return 'scan'
  // Texts may have any sign in them.
  const outside = (condition = '') => condition.replace(/'(?:[^']|'')*'/g, '')
  return conditions.some((condition) => /[<>]/.test(outside(condition))) ? 'range' : 'lookup'
}
