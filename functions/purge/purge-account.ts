import type { Deleted, PurgeProgress, Purged } from '../contract/evidence.ts'
import type { Key } from '../engines/dialect.ts'
import type { Batch } from './read-batch.ts'

/** Rows by which a commit in doubt is told. */
const witnesses = 8

/**
 * Where a purge of one database stands and what it has deleted. A batch is written down before its commit, in doubt, so that
 * no crash loses or doubles a count; the number of its archive file is void until it is known to have gone.
 */
export class PurgeAccount {
  rule: number
  low: Key | null
  /** The index of the rule's walk, in place of the table's key. */
  by: string | undefined
  #doubt: PurgeProgress['doubt']
  #batches: number
  #left: number
  #files: number
  readonly #void: number[]
  readonly #deleted: Map<string, Deleted>
  readonly #milliseconds: () => number
  readonly #keep: (progress: PurgeProgress) => Promise<void>

  constructor(
    from: PurgeProgress | null,
    milliseconds: () => number,
    keep: (progress: PurgeProgress) => Promise<void>,
  ) {
    this.rule = from?.rule ?? 0
    this.low = from?.low ?? null
    this.by = from?.by
    this.#doubt = from?.doubt
    this.#batches = from?.batches ?? 0
    this.#left = from?.left ?? 0
    this.#files = from?.files ?? 0
    this.#void = [...(from?.void ?? [])]
    this.#deleted = new Map((from?.deleted ?? []).map((entry) => [entry.table, entry]))
    this.#milliseconds = () => (from?.milliseconds ?? 0) + milliseconds()
    this.#keep = keep
    // An earlier call may have written a file and ended before its account had it.
    if (from !== null) this.#void.push(this.#files++)
  }

  get doubt(): PurgeProgress['doubt'] {
    return this.#doubt
  }

  progress(): PurgeProgress {
    return {
      rule: this.rule,
      low: this.low,
      ...(this.by !== undefined && { by: this.by }),
      deleted: [...this.#deleted.values()],
      batches: this.#batches,
      milliseconds: this.#milliseconds(),
      files: this.#files,
      void: this.#void.filter((file) => file !== this.#doubt?.file),
      left: this.#left,
      ...(this.#doubt && { doubt: this.#doubt }),
    }
  }

  /** The number of a batch's archive file. */
  nextFile(): number {
    this.#void.push(this.#files)
    return this.#files++
  }

  /** Kept before the batch goes. */
  async committing({ range, gone, left, rows }: Batch, file: number): Promise<void> {
    const every = Math.max(1, rows.length / witnesses)
    this.#doubt = {
      high: range.high,
      gone,
      left,
      file,
      witnesses: Array.from(
        { length: Math.min(witnesses, rows.length) },
        (_, at) => rows[Math.floor(at * every)],
      ).filter((row) => row !== undefined),
    }
    await this.#keep(this.progress())
  }

  /** The batch in doubt is gone. */
  committed(): void {
    if (this.#doubt === undefined) return
    const { high, gone, left, file } = this.#doubt
    this.#doubt = undefined
    const at = this.#void.indexOf(file)
    if (at >= 0) this.#void.splice(at, 1)
    for (const entry of gone) this.#add(entry)
    this.passed(high, left)
  }

  /** Nothing of the batch in doubt is gone. */
  rolledBack(): void {
    const file = this.#doubt?.file
    this.#doubt = undefined
    if (file !== undefined && !this.#void.includes(file)) this.#void.push(file)
  }

  /** A range is done. */
  passed(high: Key | null, left: number): void {
    this.#batches++
    this.#left += left
    this.low = high
  }

  #add({ table, rows, old, hash }: Deleted): void {
    const sum = this.#deleted.get(table) ?? { table, rows: 0, old: 0, hash: '0' }
    this.#deleted.set(table, {
      table,
      rows: sum.rows + rows,
      old: sum.old + old,
      hash: String(BigInt(sum.hash) + BigInt(hash)),
    })
  }
}

/** A database's part of the account. */
export const purgedSoFar = (
  database: string,
  { deleted, batches, milliseconds, files, void: voided, left }: PurgeProgress,
): Purged['databases'][number] => ({
  database,
  tables: deleted,
  batches,
  milliseconds,
  files,
  void: voided,
  left,
})
