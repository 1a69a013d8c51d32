import type { Database } from '../engines/database.ts'
import type { Key, KeyRange } from '../engines/dialect.ts'
import type { RangeSize } from '../walk/range-size.ts'
import { boundary, type Permit } from '../walk/walk.ts'
import { readBatch } from './read-batch.ts'
import type { Batch, BatchRead } from './batch.ts'

/** Maximum archive bytes of a batch: it is in memory several times. */
export const batchBytes = 4 * 2 ** 20

/** ms of reading after which no further range is read ahead, where no permit says it. */
const longest = 250

/** The reader of one rule's batches. */
export interface Reader {
  readonly read: BatchRead
  /** Rows of a batch; the walk decides those of its range. */
  readonly deleting: RangeSize
  /** Whether a locked row may be left behind. */
  readonly leaving: boolean
  /** Whether rows may be read before earlier ones are deleted. */
  readonly apart: boolean
  /** A batch that is read and not written yet; that of a key that is not reached is dropped. */
  ahead: ReadOn | null
  /** The rest of the last batch's range, if the batch was full before its end. */
  remaining: KeyRange | null
}

/** A batch as it was read. */
export interface Reading {
  readonly batch: Batch
  /** Rows that it might have had. */
  readonly limit: number
  readonly milliseconds: number
}

/** A batch that was read ahead, by the key before it. */
export interface ReadOn {
  readonly low: Key | null
  readonly reading: Reading
}

export type Going = Permit & { readonly go: true }

/** How a batch is read. */
interface ReadingOf {
  readonly permit: Going
  /** Rows to leave. */
  readonly without: ReadonlySet<string>
  /** In place of the connection that deletes. */
  readonly on?: Database | undefined
}

/** The batch after a key: the one that was read ahead, if it is that one. */
export async function readNext(reader: Reader, low: Key | null, of: ReadingOf): Promise<Reading> {
  const { ahead } = reader
  reader.ahead = null
  return ahead !== null && ahead.low === low ? ahead.reading : readAfter(reader, low, of)
}

async function readAfter(
  reader: Reader,
  low: Key | null,
  { permit: { batchMilliseconds }, without, on }: ReadingOf,
): Promise<Reading> {
  const { way } = reader.read
  const along = { ...reader.read.along, database: on ?? reader.read.along.database }
  const began = along.clock.now()
  const known = reader.remaining?.low === low ? reader.remaining : null
  reader.remaining = null
  const range = known ?? { low, high: await boundary(along, way.table, low) }
  reader.deleting.aim(batchMilliseconds)
  const limits = { rows: reader.deleting.rows(), bytes: batchBytes }
  const batch = await readBatch({ ...reader.read, along }, range, limits, without)
  // The next batch reads the rest of a range: its end need not be looked up again.
  if (batch.range.high !== range.high)
    reader.remaining = { low: batch.range.high, high: range.high }
  const milliseconds = along.clock.now() - began
  along.size.adapt(milliseconds, batchMilliseconds)
  return { batch, limit: limits.rows, milliseconds }
}

/**
 * Reads the batch after this one meanwhile, unless it is read already; null if the database should
 * pause, or if rows depend on others that are deleted.
 * @param on the connection, in place of the one that deletes.
 * @throws DatabaseTrouble
 */
export async function readOn(
  reader: Reader,
  batch: Batch,
  permit: Going,
  on?: Database,
): Promise<ReadOn | null> {
  const { way, along } = reader.read
  const { high } = batch.range
  const may = permit.share === 1 && reader.apart && high !== null && !way.past(high)
  if (!may || along.spent()) return null
  const of = { permit, without: new Set<string>(), on }
  let reading = await readNext(reader, high, of)
  // After a range without dead rows the next batch would be written with nothing to do meanwhile.
  for (let low = endOf(reading); low !== null && !way.past(low); low = endOf(reading)) {
    const long = reading.milliseconds >= (permit.batchMilliseconds ?? longest)
    if (long || reading.batch.rows.length > 0 || along.spent()) break
    reading = together(reading, await readAfter(reader, low, of))
  }
  return { low: high, reading }
}

const endOf = ({ batch }: Reading): Key | null => batch.range.high

/** An empty range and the one after it as one. */
const together = (empty: Reading, { batch, limit, milliseconds }: Reading): Reading => ({
  limit,
  batch: {
    ...batch,
    range: { low: empty.batch.range.low, high: batch.range.high },
    left: empty.batch.left + batch.left,
  },
  milliseconds: empty.milliseconds + milliseconds,
})
