import { layOut } from './class-layout.ts'
import { codeClasses } from './code-classes.ts'
import { codeTable } from './code-rows.ts'
import { referenceClasses } from './reference-classes.ts'
import { claimTable, claimValueTable, referenceTable } from './reference-rows.ts'
import { cutoffOf } from './row-time.ts'
import type { SeededTable } from './seeded-table.ts'
import { tokenClasses } from './token-classes.ts'
import { scopeTable, tokenTable } from './token-rows.ts'

/** What the token family's rows follow from. */
export interface TokenTruth {
  readonly tokens: number
  readonly seed: number
  /**
   * The run's start, in epoch ms: the run must judge by this instant for the boundary rows to be
   * right.
   */
  readonly now: number
}

export function tokenLayouts(tokens: number) {
  return {
    tokens: layOut(tokenClasses, tokens),
    codes: layOut(codeClasses, Math.max(Math.round(tokens * 0.15), 3 * codeClasses.length)),
    references: layOut(
      referenceClasses,
      Math.max(Math.round(tokens * 0.02), 3 * referenceClasses.length),
    ),
  }
}

/** The tables of the token family, parents first. From 3.0 on its times cannot be NULL. */
export function tokenTables(
  { tokens, seed, now }: TokenTruth,
  nullTimes: boolean,
): readonly SeededTable[] {
  const cutoff = cutoffOf(new Date(now))
  const layouts = tokenLayouts(tokens)
  const tokenRows = tokenTable(layouts.tokens, seed, cutoff, nullTimes)
  const codeRows = codeTable(layouts.codes, layouts.tokens, seed, cutoff, nullTimes)
  const references = referenceTable(
    layouts.references,
    layouts.tokens,
    layouts.codes,
    codeRows,
    seed,
  )
  const claims = claimTable(references)
  return [
    tokenRows,
    scopeTable(tokenRows, seed),
    codeRows,
    references,
    claims,
    claimValueTable(claims),
  ]
}
