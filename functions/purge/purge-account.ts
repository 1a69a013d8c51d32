import type { CameBack, Deleted, PurgeProgress, Purged } from '../contract/evidence.ts'
import type { Rehearsed } from '../archive/rehearse-file.ts'
import type { Key } from '../engines/dialect.ts'
import type { Batch } from './batch.ts'

/** The number of witness rows for a commit in doubt. */
const witnesses = 8

/**
 * A purge's progress in one database and what it has deleted. A batch is recorded as in doubt
 * before its commit, so that no crash loses or doubles a count; the number of its archive file is
 * void until the batch is known to be committed.
 */
export class PurgeAccount {
  rule: number
  low: Key | null
  /** The index of the rule's walk, if not the table's key. */
  by: string | undefined
  /** Rows of the rule's table that are kept together with a locked one. */
  readonly staying: Set<string>
  #doubt: PurgeProgress['doubt']
  #batches: number
  #left: number
  #files: number
  readonly #void: number[]
  readonly #deleted: Map<string, Deleted>
  readonly #cameBack: Map<string, CameBack>
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
    this.staying = new Set(from?.staying)
    this.#doubt = from?.doubt
    this.#batches = from?.batches ?? 0
    this.#left = from?.left ?? 0
    this.#files = from?.files ?? 0
    this.#void = [...(from?.void ?? [])]
    this.#deleted = new Map((from?.deleted ?? []).map((entry) => [entry.table, entry]))
    this.#cameBack = new Map((from?.cameBack ?? []).map((entry) => [entry.table, entry]))
    this.#milliseconds = () => (from?.milliseconds ?? 0) + milliseconds()
    this.#keep = keep
    // An earlier call may have written a file and ended before recording it.
    if (from !== null) this.#void.push(this.#files++)
  }

  /** Dead rows kept so far, of any rule. */
  get left(): number {
    return this.#left
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
      ...(this.#cameBack.size > 0 && { cameBack: [...this.#cameBack.values()] }),
      ...(this.staying.size > 0 && { staying: [...this.staying] }),
      ...(this.#doubt && { doubt: this.#doubt }),
    }
  }

  /** All of a rule's table is done. */
  nextRule(): void {
    this.rule++
    this.low = null
    this.staying.clear()
  }

  /** The number of a batch's archive file. */
  nextFile(): number {
    this.#void.push(this.#files)
    return this.#files++
  }

  /** Recorded before the batch is deleted. */
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

  /** The batch in doubt was committed. */
  committed(): void {
    if (this.#doubt === undefined) return
    const { high, gone, left, file } = this.#doubt
    this.#doubt = undefined
    const at = this.#void.indexOf(file)
    if (at >= 0) this.#void.splice(at, 1)
    for (const entry of gone) this.#add(entry)
    this.passed(high, left)
  }

  /** The batch in doubt was rolled back. */
  rolledBack(): void {
    const file = this.#doubt?.file
    this.#doubt = undefined
    if (file !== undefined && !this.#void.includes(file)) this.#void.push(file)
  }

  /**
   * Whether to rehearse the undo of the last batch: for each table's first rows, and again once
   * twice as many are deleted, so that the rehearsals are few and spread over the table. After a
   * failed rehearsal there are no more.
   */
  undoIsDue(gone: readonly Deleted[]): boolean {
    return gone.some(({ table, rows }) => {
      const { next = 0, out = 0 } = this.#cameBack.get(table) ?? {}
      return rows > 0 && out === 0 && this.#rowsGone(table) >= next
    })
  }

  /** @param totals none for a table whose rows were too long to rehearse. */
  undoTried(gone: readonly Deleted[], { totals, changed }: Rehearsed): void {
    const own = gone.at(-1)?.table
    for (const table of new Set(gone.filter(({ rows }) => rows > 0).map((one) => one.table))) {
      const sum = this.#cameBack.get(table) ?? { rows: 0, out: 0, keys: [] }
      const { putBack = 0, present = 0, collided = 0, collisions = [] } = totals[table] ?? {}
      const other = table === own ? changed : []
      this.#cameBack.set(table, {
        table,
        rows: sum.rows + putBack,
        out: sum.out + present + collided + other.length,
        keys: [...sum.keys, ...collisions, ...other].slice(0, 10),
        next: 2 * this.#rowsGone(table),
      })
    }
  }

  #rowsGone(table: string): number {
    return this.#deleted.get(table)?.rows ?? 0
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
  { deleted, batches, milliseconds, files, void: voided, left, cameBack }: PurgeProgress,
): Purged['databases'][number] => ({
  database,
  tables: deleted,
  batches,
  milliseconds,
  files,
  void: voided,
  left,
  ...(cameBack && { cameBack }),
})
