import type { Key, KeyRange } from '../engines/dialect.ts'
import type { RangeSize } from '../walk/range-size.ts'
import { boundary, type Permit } from '../walk/walk.ts'
import { readBatch, type Batch, type BatchRead } from './read-batch.ts'

/** Bytes of a batch, as the archive holds them: it is in memory several times over. */
export const batchBytes = 4 * 2 ** 20

/** What one rule's batches are read by. */
export interface Reader {
  readonly read: BatchRead
  /** Rows of a batch; those of the range it is sought in are the walk's. */
  readonly deleting: RangeSize
  /** Whether a row that somebody holds may stay behind. */
  readonly leaving: boolean
  /** Whether rows may be read before the ones ahead of them are gone. */
  readonly apart: boolean
  /** The batch after the last one, read while that one's archive was written. */
  ahead: { readonly low: Key | null; readonly reading: Promise<Reading> } | null
  /** What is left of the range of the last batch, which was full before its end. */
  remaining: KeyRange | null
}

interface Reading {
  readonly batch: Batch
  readonly milliseconds: number
}

export type Going = Permit & { readonly go: true }

export async function readNext(
  reader: Reader,
  low: Key | null,
  without: ReadonlySet<string>,
  { batchMilliseconds }: Going,
): Promise<Reading> {
  const { along, way } = reader.read
  const began = along.clock.now()
  const known = reader.remaining?.low === low ? reader.remaining : null
  reader.remaining = null
  const range = known ?? { low, high: await boundary(along, way.table, low) }
  const limits = { rows: reader.deleting.rows(), bytes: batchBytes }
  const batch = await readBatch(reader.read, range, limits, without)
  // The rest of a range is read on with the next batch: its end need not be sought again.
  if (batch.range.high !== range.high)
    reader.remaining = { low: batch.range.high, high: range.high }
  const milliseconds = along.clock.now() - began
  along.size.adapt(milliseconds, batchMilliseconds)
  return { batch, milliseconds }
}

/**
 * Writes the archive of a batch, and reads the next one meanwhile. Not where the database is to rest, which it does while
 * the archive is written, nor where rows are judged by others that go; and all is read before a row is locked.
 */
export async function keepAndReadOn(
  reader: Reader,
  batch: Batch,
  file: number,
  permit: Going,
): Promise<void> {
  const { keep, rule, way, along } = reader.read
  if (keep === null) return
  const { high } = batch.range
  const reading =
    permit.share === 1 && reader.apart && high !== null && !way.past(high) && !along.spent()
      ? readNext(reader, high, new Set(), permit)
      : null
  const [written] = await Promise.allSettled([keep.write(rule, file, batch.tables), reading])
  if (written.status === 'rejected') throw written.reason
  if (reading !== null) reader.ahead = { low: high, reading }
}
