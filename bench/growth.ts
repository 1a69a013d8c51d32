import { rm } from 'node:fs/promises'
import { z } from 'zod'
import type { Say } from './build-database.ts'
import { countRows } from './dataset.ts'
import { measure, type Ground } from './measure.ts'
import type { Contender } from './contenders.ts'
import { resultSchema } from './result.ts'

export const growthResultSchema = resultSchema.extend({
  rows: z.number(),
  deadTokens: z.number(),
  databaseBytes: z.number(),
  buildSeconds: z.number(),
})
export type GrowthResult = z.infer<typeof growthResultSchema>

export const purgeSeconds = ({ phases, seconds }: GrowthResult): number => phases?.purge ?? seconds

/**
 * The same purge on ever larger tables: what a row costs, and the memory, should stay as they are.
 */
export async function grow(
  sizes: readonly number[],
  build: (rows: number) => Promise<Ground & { readonly bytes: number }>,
  contender: Contender,
  say: Say,
): Promise<GrowthResult[]> {
  const results: GrowthResult[] = []
  for (const rows of sizes) {
    say(`growth: ${rows.toLocaleString('en-US')} tokens`)
    const began = performance.now()
    const ground = await build(rows)
    const buildSeconds = (performance.now() - began) / 1000
    const result = await measure(ground, contender, null)
    results.push({
      ...result,
      rows,
      deadTokens: countRows(ground.shape).dead.tokens,
      databaseBytes: ground.bytes,
      buildSeconds,
    })
    say(
      `  ${result.seconds.toFixed(1)} s, ` +
        `${Math.round(result.tokensPerSecond).toLocaleString('en-US')} tokens/s`,
    )
    await rm(ground.built, { recursive: true, force: true })
  }
  return results
}
