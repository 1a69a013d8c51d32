import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Connection } from 'mysql2/promise'
import type { PurgeProgress } from '../../functions/contract/evidence.ts'
import { fixedSize, type RangeSize } from '../../functions/walk/range-size.ts'
import { goneBy } from './batches.ts'
import { inDatabase, type Engine, type Name } from '../seed/engines.ts'
import { assertCounted, living, seedTokens, tokenRows } from './interrupted-purge.ts'

export const name = 'kept_ahead'
export const rows = 90

/** Ranges of thirty rows, batches of ten. */
export const smallBatches: RangeSize = {
  ...fixedSize(30),
  anew: () => ({ ...fixedSize(30), anew: () => fixedSize(10) }),
}
/** What is left of calls that were cut off: the bucket's files and its account. */
export function bucket() {
  const files = new Map<number, string>()
  const kept: { progress: PurgeProgress | null } = { progress: null }
  return {
    files,
    kept,
    writing: async (file: number, text: string) => void files.set(file, text),
    checkpoint: async (progress: PurgeProgress) => void (kept.progress = structuredClone(progress)),
  }
}
type Bucket = ReturnType<typeof bucket>

/** Every row is right, counted once, and in one file that the undo uses. */
export async function assertWhole(
  connection: Connection,
  before: readonly string[],
  { files }: Bucket,
  progress: PurgeProgress,
): Promise<void> {
  assert.deepEqual(await tokenRows(connection), living(before))
  assertCounted(progress, rows)
  const gone = goneBy(name, progress).map((file) => files.get(file) ?? '')
  for (let at = 0; at < rows; at++) {
    const id = `t${String(at).padStart(5, '0')}`
    assert.equal(gone.filter((text) => text.includes(id)).length, at % 3 === 0 ? 0 : 1, id)
  }
}

/** A test in a database of its own, told its tokens and scopes as they are at first. */
export const withTokens =
  (engine: Engine<Name>) =>
  (what: string, work: (connection: Connection, before: string[]) => Promise<void>): void => {
    test(`${engine.name}: ${what}`, { skip: engine.skip }, () =>
      inDatabase(engine, name, async (connection) => {
        await seedTokens(connection, rows)
        await work(connection, await tokenRows(connection))
      }),
    )
  }
