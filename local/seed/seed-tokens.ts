import type { Store } from '../engines/store.ts'
import { seedDatabase, type Seed } from './seed-database.ts'
import type { Truth } from './truth.ts'

export type TokenSeed = Pick<Seed, 'tokens' | 'now' | 'seed'>

/** Fills an empty apim-2.5.0 database with the token family alone. */
export function seedTokens(store: Store, seed: TokenSeed): Promise<Truth> {
  return seedDatabase(store, { ...seed, schema: 'apim-2.5.0', families: ['tokens'] })
}
