import type { CameBack, Deleted, PurgeProgress, Purged } from '../contract/evidence.ts'
import type { Rehearsed } from '../archive/rehearse-file.ts'
import type { Key } from '../engines/dialect.ts'
import type { Batch } from './batch.ts'

/** The number of witness rows for a commit in doubt. */
const witnesses = 8
/** The batch that is deleted, and the next one. */
const mostInDoubt = 2

type Doubt = NonNullable<PurgeProgress['doubt']>

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
  /** Batches that are recorded and not known to be committed, in the order of their deletion. */
  #doubts: readonly Doubt[]
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
    this.#doubts = [from?.doubt, from?.ahead].filter((one) => one !== undefined)
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

  /** Dead rows kept so far, of any rule, those in the ranges of batches in doubt included. */
  get left(): number {
    return this.#doubts.reduce((sum, { left }) => sum + left, this.#left)
  }

  /** The first batch in doubt: only if it was committed, the one after it may have been too. */
  get doubt(): PurgeProgress['doubt'] {
    return this.#doubts[0]
  }

  progress(): PurgeProgress {
    const [doubt, ahead] = this.#doubts
    const doubtful = this.#doubts.map(({ file }) => file)
    return {
      rule: this.rule,
      low: this.low,
      ...(this.by !== undefined && { by: this.by }),
      deleted: [...this.#deleted.values()],
      batches: this.#batches,
      milliseconds: this.#milliseconds(),
      files: this.#files,
      void: this.#void.filter((file) => !doubtful.includes(file)),
      left: this.#left,
      ...(this.#cameBack.size > 0 && { cameBack: [...this.#cameBack.values()] }),
      ...(this.staying.size > 0 && { staying: [...this.staying] }),
      ...(doubt && { doubt }),
      ...(ahead && { ahead }),
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

  /**
   * Recorded before the batch is deleted, and at the earliest while the one before it is: an entry
   * that was not stored any more leaves one file at most that the account does not know.
   */
  async committing({ range, gone, left, rows }: Batch, file: number): Promise<void> {
    if (this.#doubts.length >= mostInDoubt)
      throw new TypeError(`unreachable: ${mostInDoubt} batches are in doubt already`)
    const every = Math.max(1, rows.length / witnesses)
    const doubt = {
      high: range.high,
      gone,
      left,
      file,
      witnesses: Array.from(
        { length: Math.min(witnesses, rows.length) },
        (_, at) => rows[Math.floor(at * every)],
      ).filter((row) => row !== undefined),
    }
    this.#doubts = [...this.#doubts, doubt]
    await this.#keep(this.progress())
  }

  /** The first batch in doubt was committed. */
  committed(): void {
    const [doubt, ...others] = this.#doubts
    if (doubt === undefined) return
    const { high, gone, left, file } = doubt
    this.#doubts = others
    const at = this.#void.indexOf(file)
    if (at >= 0) this.#void.splice(at, 1)
    for (const entry of gone) this.#add(entry)
    this.passed(high, left)
  }

  /**
   * A batch in doubt was not committed, so none after it was either: they are read again.
   * @param from the number of its file; the first one's if absent.
   */
  rolledBack(from = this.#doubts[0]?.file): void {
    const at = this.#doubts.findIndex(({ file }) => file === from)
    if (at < 0) return
    for (const { file } of this.#doubts.slice(at))
      if (!this.#void.includes(file)) this.#void.push(file)
    this.#doubts = this.#doubts.slice(0, at)
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
