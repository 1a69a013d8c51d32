import type { Expression } from '../engines/expression.ts'
import type { Making } from './making.ts'
import type { Draft, Given } from './draft.ts'
import { Witness } from './witness.ts'

/** Alternatives of a condition, and of a text, that are gone through one by one. */
const branches = 4
/**
 * Rows, with the rows of other tables that they need, of which the condition is true; and the same
 * again with one value of one of them at one of its edges, for each value and each edge.
 */
export function witnesses(
  making: Making,
  table: string,
  dead: Expression,
  fresh: () => number,
): Draft[] {
  const found: Draft[] = []
  const seen = new Set<string>()
  const given: Given = { making, fresh, looked: new Map() }
  for (let branch = 0; branch < branches; branch++) {
    const first = new Witness(given, branch, null)
    first.of(table, dead)
    const shape = JSON.stringify(first.shape)
    if (seen.has(shape)) continue
    seen.add(shape)
    found.push(...first.drafts)
    for (const [at, options] of first.options.entries())
      for (let as = 1; as < options; as++) {
        const other = new Witness(given, branch, { at, as })
        other.of(table, dead)
        found.push(...other.drafts)
      }
  }
  return found
}
