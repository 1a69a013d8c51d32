import { plural, quantity } from '../contract/quantity.ts'
import { DatabaseTrouble } from '../engines/database.ts'
import type { Sql } from '../engines/dialect.ts'
import type { NamedRows } from '../engines/named-rows.ts'
import type { Table } from '../engines/schema.ts'
import * as statements from '../walk/statements.ts'
import { refuseNewTriggers } from './delete-triggers.ts'
import { refuseLiving } from './live-guard.ts'
import { lockChildren, lockRows } from './lock-batch.ts'
import { parts } from './named.ts'
import { takePlace } from './purge-place.ts'
import { childTable } from './child-rows.ts'
import { byReference } from './children-by-reference.ts'
import type { Batch } from './batch.ts'
import type { Together } from './rows-together.ts'
import { refuseChangedTables, refuseNewKeys } from './same-tables.ts'
import { Conflict, type BatchTaking, type Within } from './taking.ts'

/**
 * Deletes a batch, all of it or nothing, in one short transaction: locks the rows and their
 * children by key, skipping locked ones; tests condition and content again; asks the application's
 * own question; deletes. Rows that only serve a condition are read without locks, and each
 * statement sees the latest committed data.
 * @param session in which the batch was recorded: a later one may have found the purge's place free
 * because another call had come and gone.
 * @throws Conflict, and NamedError LiveRow, PurgeRunning, StatementRefused
 */
export async function takeBatch(taking: BatchTaking, batch: Batch, session: number): Promise<void> {
  const { along, bound, rule, question, triggers } = taking
  const together = await taking.together(batch)
  await along.database.transaction(async (within) => {
    await takePlace(within, along.dialect, bound.database)
    if (along.database.sessions() !== session)
      throw new DatabaseTrouble(
        'connection lost',
        "the session that held the purge's place while the batch was recorded has ended",
      )
    const standing = new Set([
      ...(await lockRows(taking, within, batch, together)),
      ...(await lockChildren(taking, within, batch, together)),
    ])
    if (standing.size > 0) throw new Conflict(standing)
    const tables = tablesOf(taking, batch)
    await refuseChangedTables(within, along.dialect, bound.database, tables)
    await refuseNewTriggers(within, along.dialect, bound.database, tables, taking.triggers)
    if (question !== null) await refuseLiving(within, along.dialect, rule, batch.rows, question)
    await deleteAll(taking, within, batch, together)
    await refuseNewKeys(within, along.dialect, bound, tables)
    // Once rows went, a trigger waits on every server: one that is there now may have run for them.
    if (!along.dialect.server.triggersWait)
      await refuseNewTriggers(within, along.dialect, bound.database, tables, triggers)
  })
}

/** The tables that contain rows of the batch. */
const tablesOf = ({ bound, rule: { table } }: BatchTaking, { children }: Batch): Table[] => [
  table,
  ...children.filter(({ rows }) => rows > 0).map(({ joins }) => childTable(bound, joins, table)),
]

async function deleteAll(
  { along: { dialect }, bound, rule }: BatchTaking,
  within: Within,
  batch: Batch,
  together: Together,
): Promise<void> {
  const { table } = rule
  const run = async (name: string, of: (rows: NamedRows) => Sql, expected: number) => {
    let deleted = 0
    for (const { rows } of parts(table, batch.rows, together.rows))
      deleted += await within.execute(of(rows))
    if (deleted !== expected)
      throw new DatabaseTrouble(
        'rows disagree',
        `${quantity(expected, 'row')} of ${name} ${plural(expected, 'was', 'were')} read and ` +
          `locked, and ${deleted} deleted`,
      )
  }
  for (const { table: child, joins, rows } of batch.children)
    if (rows > 0) {
      const hanging = together.byReference ? byReference(bound, rule, joins) : null
      await run(
        child,
        (named) =>
          hanging === null
            ? statements.deleteChildren(dialect, named, joins)
            : statements.deleteNamed(dialect, hanging(named)),
        rows,
      )
    }
  await run(table.name, (named) => statements.deleteRows(dialect, rule, named), batch.rows.length)
}
