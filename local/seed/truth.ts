import type { SchemaEngine } from '../engines/stores.ts'
import type { SchemaVersion } from '../schema/schemas.ts'
import type { Digest } from './bystanders.ts'
import { fitTable } from './fit-table.ts'
import { otherTables } from './other-truth.ts'
import { registryTables } from './registry-truth.ts'
import { schemaTables } from './schema-tables.ts'
import type { SeededTable } from './seeded-table.ts'
import { sessionTables } from './session-truth.ts'
import { tokenTables, type TokenTruth } from './token-truth.ts'

/** What is cleaned together. */
export const families = ['tokens', 'sessions', 'registry', 'others'] as const
export type Family = (typeof families)[number]

/**
 * All that is needed to know every row's fate: small whatever the number of tokens, and fit for
 * JSON.
 */
export interface Truth extends TokenTruth {
  /** Whose DDL; what may be NULL differs. */
  readonly engine: SchemaEngine
  readonly schema: SchemaVersion
  readonly families: readonly Family[]
  /** Tables the cleanup must leave alone, by a digest of what the seed put into them. */
  readonly bystanders: readonly Digest[]
}

export type SeedShape = Omit<Truth, 'bystanders'>

/** The tables of the families that the schema has, parents first. */
export function seededTables(shape: SeedShape): readonly SeededTable[] {
  const tables = schemaTables(shape.engine, shape.schema)
  const of: Readonly<Record<Family, () => readonly SeededTable[]>> = {
    tokens: () =>
      tokenTables(
        shape,
        !tables.get('IDN_OAUTH2_ACCESS_TOKEN')?.get('TIME_CREATED')?.includes('NOT NULL'),
      ),
    sessions: () => sessionTables(shape),
    registry: () => registryTables(shape),
    others: () => otherTables(shape),
  }
  return shape.families
    .flatMap((family) => of[family]())
    .flatMap((table) => fitTable(tables, table))
}
