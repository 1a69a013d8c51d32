import type { Limits } from '../contract/environment.ts'
import {
  measuredSchema,
  purgedSchema,
  type Measured,
  type MeasuredTable,
  type Purged,
  type Verified,
} from '../contract/evidence.ts'
import type { RosterVerdict } from '../contract/roster.ts'
import type { Target } from '../contract/steps.ts'
import type { BoundRules } from '../rules/bound.ts'
import { judge } from './checks.ts'
import { unsettled } from './survivors.ts'
import { lostRows } from '../measure/lost-rows.ts'
import { findKeys } from '../measure/find-keys.ts'
import { dead, orphan } from '../measure/row-classes.ts'
import { readLeft } from '../measure/read-left.ts'
import type { Schema } from '../engines/schema.ts'
import type { Walk } from '../walk/walk.ts'

/** The evidence of earlier steps. */
export interface Before {
  readonly measured: Measured
  readonly purged: Purged
  readonly rehearsed: Purged | null
}

/** @throws NamedError EvidenceMissing */
export async function readBefore(
  get: (name: string) => Promise<unknown>,
  target: Target,
): Promise<Before> {
  const whole = purgedSchema.refine(({ done }) => done, 'the purge did not end')
  return {
    measured: await readLeft(
      get,
      target === 'production' ? 'recount-production' : 'measure-clone',
      measuredSchema,
    ),
    purged: await readLeft(get, `purge-${target}`, whole),
    rehearsed: target === 'production' ? await readLeft(get, 'purge-clone', whole) : null,
  }
}

export interface Scene {
  readonly name: string
  readonly along: Walk
  readonly bound: BoundRules
  readonly schema: Schema
  readonly before: Before
  readonly target: Target
  readonly limits: Limits
  /** Opens production to find rows missing on a clone; null on production itself. */
  readonly production: (() => Promise<Walk>) | null
  /**
   * The outcome of the rows that were live right before the purge of production; none on a clone.
   */
  readonly rosters?: readonly RosterVerdict[] | undefined
  /** Hours since production was counted. */
  readonly hours?: number | undefined
}

/** Hours since the count, at an instant (epoch ms). */
export const hoursSince = ({ measured }: Before, now: number): number =>
  measured.at === undefined ? 0 : Math.max(0, now - Date.parse(measured.at)) / 3_600_000

/** All checks of one database. */
export async function verify(
  { name, along, bound, before, target, limits, production, rosters = [], hours = 0 }: Scene,
  after: readonly MeasuredTable[],
): Promise<Verified['databases'][number]> {
  const of = <T extends { database: string }>(all: readonly T[]) =>
    all.find(({ database }) => database === name)
  const keys = async (what: typeof dead | typeof orphan) => {
    const found: Record<string, readonly string[]> = {}
    for (const member of bound.tables) {
      const there = after
        .find(({ table }) => table === member.table.name)
        ?.classes.some((one) => one.name === what && one.rows > 0)
      if (there === true) found[member.table.name] = await findKeys(along, member, what)
    }
    return found
  }
  const lostIn = async (tables: readonly string[]) => {
    const found: Record<string, readonly string[]> = {}
    if (tables.length === 0 || production === null) return found
    // These examples explain a finding; the finding stays valid without them.
    const reference = await production().catch(() => null)
    if (reference === null) return found
    try {
      for (const member of bound.tables)
        if (tables.includes(member.table.name))
          found[member.table.name] = await lostRows(along, reference, bound, member)
    } catch {
      // As above.
    } finally {
      await reference.database.close()
    }
    return found
  }
  const findings = {
    target,
    database: name,
    limits,
    rosters,
    hours,
    after,
    before: of(before.measured.databases)?.tables ?? [],
    deleted: of(before.purged.databases)?.tables ?? [],
    unfinished: before.purged.ended === 'time',
    held: target === 'clone' ? 0 : (of(before.purged.databases)?.left ?? 0),
    rehearsed: before.rehearsed === null ? null : (of(before.rehearsed.databases)?.tables ?? []),
    deadKeys: await keys(dead),
    orphanKeys: await keys(orphan),
    moving: bound.tables
      .filter(
        ({ table, created, moves }) =>
          moves !== null ||
          table.columns.some(({ name: column, onUpdate }) => onUpdate && column === created),
      )
      .map(({ table }) => table.name),
  }
  return {
    database: name,
    tables: after,
    checks: judge({ ...findings, lostKeys: await lostIn(unsettled(findings)) }),
  }
}
