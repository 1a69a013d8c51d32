import type { Keep } from '../archive/keep-rows.ts'
import type { PurgeProgress } from '../contract/evidence.ts'
import { ask } from '../engines/database.ts'
import type { BoundRules } from '../rules/bound.ts'
import { emptyTables } from '../walk/empty-tables.ts'
import type { RangeDone } from '../walk/range-done.ts'
import { rest } from '../walk/rest.ts'
import { persist, type Walk } from '../walk/walk.ts'
import { knownTriggers } from './delete-triggers.ts'
import type { LiveGuard } from './live-guard.ts'
import { letGo } from './keep-batch.ts'
import { nextBatch } from './next-batch.ts'
import { PurgeAccount } from './purge-account.ts'
import { takePlace } from './purge-place.ts'
import type { Going } from './read-ahead.ts'
import { ruleWork, type RuleWork, type TryUndo } from './rule-work.ts'
import { SecondConnection, type SecondOpening } from './second-connection.ts'

/** What a batch did and the purge's progress after it, for progress displays and the account. */
export type OnBatch = (
  done: RangeDone & { readonly deleted: number },
  progress: PurgeProgress,
) => void

export interface PurgeOptions {
  /** Archives each batch's rows before their deletion; null if there is no archive. */
  readonly keep?: Keep | null
  /**
   * Stores the progress before each commit, with that batch in doubt, so that no crash loses or
   * doubles a count.
   */
  readonly checkpoint?: (progress: PurgeProgress) => Promise<void>
  /**
   * Called with the progress when the purge fails: a batch that was certainly rolled back is no
   * longer in doubt.
   */
  readonly failed?: (progress: PurgeProgress) => void
  /** Asks the application's own question before rows are deleted. */
  readonly guard?: LiveGuard | null
  /**
   * DELETE triggers that were visible when the rows were counted: a later one stops the purge.
   */
  readonly triggers?: readonly string[] | undefined
  /** Rehearses on a clone putting the last batch back from its file, then rolls that back. */
  readonly undo?: TryUndo | null
  /** Reads the next batch on a second connection while one is deleted, where a permit lets it. */
  readonly second?: SecondOpening | null
}

/**
 * Deletes dead rows, rule by rule, until none are left or time runs out. Called again with its
 * progress, it continues; called again from the start, it finds nothing more.
 */
export async function purge(
  along: Walk,
  bound: BoundRules,
  from: PurgeProgress | null,
  onBatch: OnBatch,
  options: PurgeOptions = {},
): Promise<{ done: boolean; progress: PurgeProgress }> {
  const started = along.clock.now()
  const checkpoint = options.checkpoint ?? (async () => undefined)
  const account = new PurgeAccount(from, () => along.clock.now() - started, checkpoint)
  try {
    // The next call must also know about a call that was cut off before its first entry of a batch:
    // it may have written a file, whose number no other may have.
    await checkpoint(account.progress())
    const done = await goThrough(along, bound, account, onBatch, options)
    return { done, progress: account.progress() }
  } catch (error) {
    options.failed?.(account.progress())
    throw error
  }
}

/** Rule by rule, range by range; returns whether all is done. */
async function goThrough(
  along: Walk,
  bound: BoundRules,
  account: PurgeAccount,
  onBatch: OnBatch,
  {
    keep = null,
    guard = null,
    undo = null,
    second: opening = null,
    triggers: measured,
  }: PurgeOptions,
): Promise<boolean> {
  const isEmpty = emptyTables(along.dialect)
  await persist(along, () => takePlace(along.database, along.dialect, bound.database))
  const triggers = await persist(along, () => knownTriggers(along, bound, measured))
  const sizes = await persist(along, () =>
    ask(along.database, along.dialect.server.estimates(bound.database)),
  )
  const second = opening && new SecondConnection(opening)
  const all = { along, bound, account, keep, guard, undo, second, isEmpty, triggers, sizes }
  try {
    for (; account.rule < bound.rules.length; account.nextRule()) {
      const rule = bound.rules[account.rule]
      if (rule === undefined) break
      const work = await ruleWork(all, rule)
      try {
        if (!(await purgeTable(work, along, onBatch))) return false
      } finally {
        // What was recorded ahead does not go any more, whatever became of its records.
        await letGo(work).catch(() => undefined)
      }
    }
    return true
  } finally {
    await second?.close()
  }
}

/** Nobody else is there, as on a clone. */
const alone = ({ share }: Walk): Going => ({ go: true, share, connections: 2 })

/** Batch by batch to the table's end; returns false where it may not go on. */
async function purgeTable(work: RuleWork, along: Walk, onBatch: OnBatch): Promise<boolean> {
  const { rule, way } = work.read
  for (;;) {
    if (along.spent()) return false
    const permit = (await along.permit?.()) ?? alone(along)
    if (!permit.go) return false
    const began = along.clock.now()
    const gone = await nextBatch(work, permit)
    if (gone === null) return false
    const { high, deleted, milliseconds } = gone
    onBatch({ rule: rule.rule.name, table: rule.table.name, deleted }, work.account.progress())
    if (high === null || way.past(high)) return true
    // Writing the archive counts as a rest.
    await rest(along, permit, milliseconds, along.clock.now() - began)
  }
}
