import { evidence } from '../aws/evidence.ts'
import { measuredSchema, type Measured } from '../contract/evidence.ts'
import { reclaimedSchema, type Rebuild, type Reclaimed, type TableSize } from '../contract/space.ts'
import type { Run, SourcePlan, Target } from '../contract/steps.ts'
import { readLeft } from '../measure/read-left.ts'
import { triedOnClone } from '../reclaim/reclaim.ts'

/** Who rebuilds: a call of the step, or the task of what takes longer. */
export type Where = 'call' | 'task'

/** Which tables of a source are to be rebuilt, and what was done with each, over all calls. */
export class ReclaimAccount {
  /** What the clone's rebuilds came to; null on the clone. */
  readonly #rehearsed: Reclaimed | null
  readonly #measured: Measured
  readonly #asked: ReadonlySet<string>
  readonly #put: (account: Reclaimed) => Promise<void>
  #now: Reclaimed

  private constructor(
    run: Run,
    now: Reclaimed,
    rehearsed: Reclaimed | null,
    measured: Measured,
    put: (account: Reclaimed) => Promise<void>,
  ) {
    this.#asked = new Set(run.rules.filter((one) => one.reclaim === true).map(({ rule }) => rule))
    this.#now = now
    this.#rehearsed = rehearsed
    this.#measured = measured
    this.#put = put
  }

  /** @throws NamedError EvidenceMissing */
  static async read(run: Run, source: SourcePlan, target: Target): Promise<ReclaimAccount> {
    const kept = evidence(run)
    const get = (step: string) => kept.get(source.name, step)
    const read = async (step: string) =>
      reclaimedSchema.nullable().parse(await get(step)) ?? { databases: [] }
    const now = await read(`reclaim-${target}`)
    const rehearsed = target === 'production' ? await read('reclaim-clone') : null
    const measured = await readLeft(get, 'measure-clone', measuredSchema)
    return new ReclaimAccount(run, now, rehearsed, measured, (account) =>
      kept.put(source.name, `reclaim-${target}`, account),
    )
  }

  /** Whether the settings ask for it. */
  asked(rule: string): boolean {
    return this.#asked.has(rule)
  }

  /**
   * Whether a table is to be rebuilt and has no outcome yet. What takes longer than a call is due
   * in the task, and nothing else is.
   */
  isDue(database: string, rule: string, size: TableSize, where: Where = 'call'): boolean {
    const found = this.#found(database, size.table)
    if (where === 'task') return isLonger(found)
    if (found !== undefined && (found.session === undefined || isLonger(found))) return false
    if (this.#rehearsed !== null) return this.asked(rule)
    const measured = of(this.#measured.databases, database)?.tables
    const before = measured?.find(({ table }) => table === size.table)
    return triedOnClone(this.asked(rule), size, before)
  }

  /** The outcome on the clone. */
  rehearsed(database: string, table: string): Rebuild | undefined {
    return of(this.#rehearsed?.databases, database)?.tables.find((one) => one.table === table)
  }

  /** Whether tables are left to a task. */
  hasLonger(): boolean {
    return this.#now.databases.some(({ tables }) => tables.some(isLonger))
  }

  /** No task does them any more: records the reason. */
  async giveUpLonger(reason: string): Promise<void> {
    for (const { database, tables } of this.#now.databases)
      for (const { longer: _, session: __, since: ___, ...table } of tables.filter(isLonger))
        await this.record(database, { ...table, reason })
  }

  /** Sessions of rebuilds that were cut off. */
  left(database: string): readonly string[] {
    const tables = of(this.#now.databases, database)?.tables ?? []
    return tables.flatMap(({ session }) => session ?? [])
  }

  /** Keeps the session that is about to rebuild the table: whoever comes next may end it. */
  begin(database: string, table: Rebuild, session: string): Promise<void> {
    return this.record(database, { ...table, session, since: new Date().toISOString() })
  }

  #found(database: string, table: string): Rebuild | undefined {
    return of(this.#now.databases, database)?.tables.find((one) => one.table === table)
  }

  /** Replaces what is on record of the same tables. */
  async record(database: string, ...tables: readonly Rebuild[]): Promise<void> {
    const before = (of(this.#now.databases, database)?.tables ?? []).filter(
      ({ table }) => !tables.some((one) => one.table === table),
    )
    this.#now = {
      databases: [
        ...this.#now.databases.filter((one) => one.database !== database),
        { database, tables: [...before, ...tables] },
      ],
    }
    await this.#put(this.#now)
  }

  /** A database could not be worked on: records the reason with each table that is still due. */
  async giveUp(database: string, reason: string, where: Where): Promise<void> {
    const { tables = [], sizes = [] } = of(this.#measured.databases, database) ?? {}
    const left = sizes.flatMap((size) =>
      tables
        .filter(
          ({ table, rule }) => table === size.table && this.isDue(database, rule, size, where),
        )
        .map(({ rule }) => notRebuilt(size, this.asked(rule), reason)),
    )
    await this.record(database, ...left)
  }
}

/** Whether a table waits for a task, or is in one. */
const isLonger = (one: Rebuild | undefined): boolean => one?.longer === true && one.after === null

export const notRebuilt = (size: TableSize, asked: boolean, reason: string): Rebuild => ({
  table: size.table,
  asked,
  before: size,
  after: null,
  seconds: 0,
  reason,
})

const of = <T extends { database: string }>(
  all: readonly T[] | undefined,
  database: string,
): T | undefined => all?.find((one) => one.database === database)
