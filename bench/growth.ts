import { rm } from 'node:fs/promises'
import type { Say } from './build-database.ts'
import { countRows } from './dataset.ts'
import { measure, type Ground } from './measure.ts'
import type { Contender } from './contenders.ts'
import type { Result } from './result.ts'

export interface GrowthResult extends Result {
  readonly rows: number
  readonly deadTokens: number
  readonly databaseBytes: number
}

/** The same purge on ever larger tables: what a row costs, and the memory, should stay as they are. */
export async function grow(sizes: readonly number[], build: (rows: number) => Promise<Ground & { readonly bytes: number }>, contender: Contender, say: Say): Promise<GrowthResult[]> {
  const results: GrowthResult[] = []
  for (const rows of sizes) {
    say(`growth: ${rows.toLocaleString('en-US')} tokens`)
    const ground = await build(rows)
    const result = await measure(ground, contender, null)
    results.push({ ...result, rows, deadTokens: countRows(ground.shape).dead.tokens, databaseBytes: ground.bytes })
    say(`  ${result.seconds.toFixed(1)} s, ${Math.round(result.tokensPerSecond).toLocaleString('en-US')} tokens/s`)
    await rm(ground.built, { recursive: true, force: true })
  }
  return results
}
