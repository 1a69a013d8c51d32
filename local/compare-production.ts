import { quantity } from '../functions/contract/quantity.ts'
import type { Store } from './engines/store.ts'
import type { Truth } from './seed/truth.ts'
import { verifyTruth } from './seed/verify-truth.ts'

const told = {
  purged: ['every dead row is gone, every other row is as seeded', 'differ from the seed'],
  'as before': ['production is unchanged, row for row', 'of production have changed'],
} as const

/**
 * Compares production's rows with the seed: every dead row must be deleted ("purged") or none at
 * all ("as before").
 * @returns the result, and a line of text.
 */
export async function compareProduction(
  store: Store,
  truth: Truth,
  changedByClient: ReadonlySet<string>,
  expected: keyof typeof told,
): Promise<{ readonly right: boolean; readonly line: string }> {
  const differences = await verifyTruth(store, truth, changedByClient, expected === 'purged')
  const [right, wrong] = told[expected]
  if (differences.length === 0) return { right: true, line: right }
  return {
    right: false,
    line:
      `${quantity(differences.length, 'row')} ${wrong}: ` +
      `${JSON.stringify(differences.slice(0, 10))}`,
  }
}
