import type { Connection } from 'mysql2/promise'
import { connect, type Engine } from '../seed/engines.ts'

/** Registers a test on an engine, in a database of its own with so many tokens. */
export type On = (
  what: string,
  rows: number,
  work: (connection: Connection) => Promise<void>,
) => unknown

/**
 * A transaction of the application's that has done something and does not end until the work has.
 */
export async function during(
  engine: Engine,
  database: string,
  statement: string,
  work: () => Promise<void>,
): Promise<void> {
  const other = await connect(engine, database)
  try {
    await other.beginTransaction()
    await other.query(statement)
    await work()
  } finally {
    await other.rollback()
    await other.end()
  }
}
