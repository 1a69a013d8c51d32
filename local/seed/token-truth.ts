import { layOut } from './class-layout.ts'
import { codeClasses } from './code-classes.ts'
import { codeTable } from './code-rows.ts'
import { referenceClasses } from './reference-classes.ts'
import { claimTable, claimValueTable, referenceTable } from './reference-rows.ts'
import { cutoffOf } from './row-time.ts'
import type { SeededTable } from './seeded-table.ts'
import { tokenClasses } from './token-classes.ts'
import { scopeTable, tokenTable } from './token-rows.ts'

/** All that is needed to know every row's fate: small whatever the number of tokens, and fit for JSON. */
export interface TokenTruth {
  readonly tokens: number
  readonly seed: number
  /** The run's start, in epoch ms: the run must judge by this instant for the boundary rows to be right. */
  readonly now: number
  /** Tables the cleanup must leave alone, by a digest of what the seed put into them. */
  readonly bystanders: readonly { readonly table: string; readonly rows: number; readonly digest: string }[]
}

export type SeedShape = Pick<TokenTruth, 'tokens' | 'seed' | 'now'>

export function tokenLayouts(tokens: number) {
  return {
    tokens: layOut(tokenClasses, tokens),
    codes: layOut(codeClasses, Math.max(Math.round(tokens * 0.15), 3 * codeClasses.length)),
    references: layOut(referenceClasses, Math.max(Math.round(tokens * 0.02), 3 * referenceClasses.length)),
  }
}

/** The tables of the token family, parents first. */
export function seededTables({ tokens, seed, now }: SeedShape): readonly SeededTable[] {
  const cutoff = cutoffOf(new Date(now))
  const layouts = tokenLayouts(tokens)
  const tokenRows = tokenTable(layouts.tokens, seed, cutoff)
  const codeRows = codeTable(layouts.codes, layouts.tokens, seed, cutoff)
  const references = referenceTable(layouts.references, layouts.tokens, layouts.codes, codeRows, seed)
  const claims = claimTable(references)
  return [tokenRows, scopeTable(tokenRows, seed), codeRows, references, claims, claimValueTable(claims)]
}
