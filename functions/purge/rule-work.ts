import type { rehearseFile, Rehearsed } from '../archive/rehearse-file.ts'
import type { Keep } from '../archive/keep-rows.ts'
import type { Deleted } from '../contract/evidence.ts'
import type { Key } from '../engines/dialect.ts'
import { scans } from '../engines/expression.ts'
import type { BoundRule, BoundRules } from '../rules/bound.ts'
import { mayLeave } from '../rules/may-leave.ts'
import type { IsEmpty } from '../walk/empty-tables.ts'
import { inLargeRanges, persist, type Walk } from '../walk/walk.ts'
import { chooseWay, wayOf } from '../walk/walk-index.ts'
import type { Kept } from './keep-batch.ts'
import type { LiveGuard } from './live-guard.ts'
import type { PurgeAccount } from './purge-account.ts'
import { batchBytes, type Going, type Reader } from './read-ahead.ts'
import { rowsTogether } from './rows-together.ts'
import type { SecondConnection } from './second-connection.ts'
import type { BatchTaking } from './taking.ts'

/**
 * @param file number of the file.
 * @param compare which of the rows differ from what was read.
 */
export type TryUndo = (
  file: number,
  compare: Parameters<typeof rehearseFile>[2],
) => Promise<Rehearsed>

/** The state of a rule's purge from batch to batch. */
export interface RuleWork extends Reader {
  readonly take: BatchTaking
  readonly account: PurgeAccount
  readonly undo: TryUndo | null
  readonly second: SecondConnection | null
  /** The next batch, which was begun to be kept while the last one was deleted. */
  kept: Kept | null
}

/** What a batch came to. */
export interface Gone {
  readonly high: Key | null
  /** Including child rows. */
  readonly deleted: number
  /** That the database worked. */
  readonly milliseconds: number
}

/** One attempt at a batch. */
export interface Attempt {
  readonly permit: Going
  /** Rows to leave. */
  readonly without: ReadonlySet<string>
  /** Whether to make no further attempt. */
  readonly stopped: () => Promise<boolean>
}

export const rowsOf = (gone: readonly Deleted[]): number =>
  gone.reduce((sum, { rows }) => sum + rows, 0)

/**
 * Rows that a range may always have, whatever their estimated length: a session object has at most
 * 64 KB.
 */
const fewest = 100

/** What all rules of a database are purged with. */
export interface DatabaseWork {
  readonly along: Walk
  readonly bound: BoundRules
  readonly account: PurgeAccount
  readonly keep: Keep | null
  readonly guard: LiveGuard | null
  readonly undo: TryUndo | null
  readonly second: SecondConnection | null
  readonly isEmpty: IsEmpty
  readonly triggers: readonly string[]
  /** The server's estimates, by the table's name in capitals. */
  readonly sizes: ReadonlyMap<string, { readonly rows: number; readonly length: number }>
}

/** Begins a rule's table, or continues it along the same index. */
export async function ruleWork(of: DatabaseWork, rule: BoundRule): Promise<RuleWork> {
  const { along, bound, account, keep, isEmpty, triggers, undo, second } = of
  const estimate = of.sizes.get(rule.table.name.toUpperCase())
  const { rows: total, length } = estimate ?? { rows: 0, length: 0 }
  const way =
    account.low === null && account.doubt === undefined
      ? await persist(along, () => chooseWay(along, rule, total))
      : wayOf(rule, account.by ?? null)
  account.by = way.by ?? undefined
  const most = Math.min(
    along.dialect.mostRows ?? Number.MAX_SAFE_INTEGER,
    Math.max(fewest, Math.floor(batchBytes / Math.max(1, length))),
  )
  const fresh = { ...along, size: along.size.anew(most) }
  const sized = scans(rule.dead) ? inLargeRanges(fresh) : fresh
  const together = rowsTogether(sized, bound, rule, total)
  const question = of.guard?.(rule) ?? null
  const leaving = mayLeave(bound, rule)
  return {
    read: { along: sized, bound, rule, way, keep, isEmpty },
    take: { along: sized, bound, rule, way, isEmpty, together, question, triggers },
    deleting: sized.size.anew(most),
    account,
    undo,
    // A condition that reads a whole table is evaluated as rarely as possible.
    second: scans(rule.dead) ? null : second,
    leaving,
    apart: leaving && rule.rule.together === undefined,
    ahead: null,
    kept: null,
    remaining: null,
  }
}
