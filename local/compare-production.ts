import { quantity } from '../functions/contract/quantity.ts'
import type { Connection } from 'mysql2/promise'
import type { Truth } from './seed/truth.ts'
import { verifyTruth } from './seed/verify-truth.ts'

const told = {
  purged: ['every row is as the seed knows it', 'are not as the seed knows'],
  'as before': [
    'production is as it was before, row for row',
    'of production are not as they were before',
  ],
} as const

/**
 * Compares production's rows with what the seed knows of them, where every dead one has to be gone ("purged") or none at
 * all ("as before").
 * @returns whether it is so, and a line for a person.
 */
export async function compareProduction(
  connection: Connection,
  truth: Truth,
  changedByClient: ReadonlySet<string>,
  expected: keyof typeof told,
): Promise<{ readonly right: boolean; readonly line: string }> {
  const differences = await verifyTruth(connection, truth, changedByClient, expected === 'purged')
  const [right, wrong] = told[expected]
  if (differences.length === 0) return { right: true, line: right }
  return {
    right: false,
    line: `${quantity(differences.length, 'row')} ${wrong}: ${JSON.stringify(differences.slice(0, 10))}`,
  }
}
