import { targets, type SourcePlan } from '../contract/steps.ts'
import { allRows } from '../gates/blast-radius.ts'
import { deadRows } from '../measure/row-classes.ts'
import type { Report } from './schema.ts'
import type { SourceEvidence, SourceTime } from './source-evidence.ts'

/**
 * Rehearsal and production side by side, both before their purge; empty if only one was measured.
 */
export function driftRows(source: SourceEvidence): Report['drift'] {
  return (source['measure-production']?.databases ?? []).flatMap(({ database, tables }) =>
    tables
      .filter(({ kind }) => kind !== 'other')
      .flatMap((now) => {
        const then = source['measure-clone']?.databases
          .find((one) => one.database === database)
          ?.tables.find(({ table }) => table === now.table)
        return then === undefined
          ? []
          : [
              {
                database,
                table: now.table,
                cloneRows: allRows(then),
                cloneDead: deadRows(then.classes),
                productionRows: allRows(now),
                productionDead: deadRows(now.classes),
              },
            ]
      }),
  )
}

export const purgesDone = (instance: string, source: SourceEvidence): Report['purges'] =>
  targets.flatMap((target) =>
    (source[`purge-${target}`]?.databases ?? []).map(
      ({ database, tables, batches, milliseconds }) => ({
        source: instance,
        target,
        database,
        rows: tables.reduce((sum, { rows }) => sum + rows, 0),
        batches,
        milliseconds,
      }),
    ),
  )

type OfPurges = Pick<SourceEvidence, 'purge-clone' | 'purge-production'>

export const paces = (instance: string, source: OfPurges): Report['pace'] =>
  targets.flatMap((target) => {
    const pace = source[`purge-${target}`]?.pace
    return pace === undefined
      ? []
      : [{ source: instance, target, from: pace.from, seconds: pace.seconds, rows: [...pace.rows] }]
  })

export const paceNotes = (instance: string, source: OfPurges): Report['paceNotes'] =>
  targets.flatMap((target) =>
    (source[`purge-${target}`]?.notes ?? []).map((note) => ({ source: instance, target, ...note })),
  )

/** How long a source's clone existed; no end and no cost if its deletion is not recorded. */
export function clonesPaid(
  { name, clone, cloneFrom = 'snapshot' }: SourcePlan,
  times: readonly SourceTime[],
  pricePerHour: number | null,
): Report['clones'] {
  const of = (step: SourceTime['step']) =>
    times.find((time) => time.source === name && time.step === step)
  const [restored, deleted] = [of('restore-clone'), of('delete-clone')]
  if (restored === undefined) return []
  const endedAt = deleted?.done === true ? deleted.endedAt : null
  const hours =
    endedAt === null ? null : (Date.parse(endedAt) - Date.parse(restored.startedAt)) / 3_600_000
  return [
    {
      clone,
      from: cloneFrom,
      startedAt: restored.startedAt,
      endedAt,
      hours,
      pricePerHour,
      cost: hours === null || pricePerHour === null ? null : hours * pricePerHour,
    },
  ]
}
