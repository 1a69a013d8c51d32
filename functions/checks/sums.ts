import type { MeasuredTable } from '../contract/evidence.ts'
import { isDead } from '../measure/row-classes.ts'

/** Rows of the classes that are asked for, and the sum of their hashes. */
export const sum = (table: MeasuredTable | undefined, of: (name: string) => boolean) =>
  (table?.classes ?? [])
    .filter(({ name }) => of(name))
    .reduce(
      (total, { rows, hash }) => ({ rows: total.rows + rows, hash: total.hash + BigInt(hash) }),
      { rows: 0, hash: 0n },
    )
export const find = (tables: readonly MeasuredTable[], name: string) =>
  tables.find(({ table }) => table === name)

/** Dead rows of all tables. */
export const leftDead = (tables: readonly MeasuredTable[]): number =>
  tables.reduce((total, table) => total + sum(table, isDead).rows, 0)
