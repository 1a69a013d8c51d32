import { z } from 'zod'
import {
  archiverSmall,
  drydockArchiving,
  drydockDefaults,
  drydockSecond,
  drydockRehearsal,
  drydockUnthrottled,
  plainDelete,
} from './contenders.ts'
import { phasesSchema } from './job.ts'
import { lagSchema } from './lag.ts'
import { phaseReportSchema } from './percentiles.ts'

/** One contender's run. */
export const resultSchema = z.object({
  contender: z.string(),
  /** Requests a second beside it. */
  load: z.number(),
  seconds: z.number(),
  /** Dead tokens; rows are tokens, scopes and codes. */
  tokensPerSecond: z.number(),
  rowsPerSecond: z.number(),
  /** Of the process that purges. */
  peakBytes: z.number().nullable(),
  batches: z.number().nullable(),
  phases: phasesSchema.nullable(),
  /** The share of the time that Drydock as deployed was given at each second. */
  pace: z.array(z.number()).readonly().nullable(),
  /** What Drydock archived, as it lies there. */
  archiveBytes: z.number(),
  /**
   * How long the server went on removing what was deleted; null under load, where that has no end.
   */
  settleSeconds: z.number().nullable(),
  /**
   * CPU time of the server, with what it had to do after; the load's own is part of it. So are
   * these:
   */
  serverSeconds: z.number().nullable(),
  redoBytes: z.number(),
  binlogBytes: z.number().nullable(),
  /** The load just before, and meanwhile. */
  idle: phaseReportSchema.nullable(),
  during: phaseReportSchema.nullable(),
  /** The replica's, where there is one. */
  lag: lagSchema.nullable(),
  /** The machine's, over one minute, at its start and end. */
  loadAverage: z.array(z.number()),
  /** What it left undone; empty when it did the whole work. */
  faults: z.array(z.string()),
})
export type Result = z.infer<typeof resultSchema>

export interface Ratios {
  readonly rate: number
  readonly peak: number | null
  readonly redo: number
  readonly binlog: number | null
  readonly p99: number | null
}

/** Each figure as a multiple of the plain DELETE's under the same load. */
export function ratios(result: Result, all: readonly Result[]): Ratios | null {
  const base = all.find(({ contender, load }) => contender === plainDelete && load === result.load)
  if (base === undefined) return null
  const over = (here: number | null | undefined, there: number | null | undefined) =>
    here == null || there == null ? null : here / there
  return {
    rate: base.seconds / result.seconds,
    peak: over(result.peakBytes, base.peakBytes),
    redo: result.redoBytes / base.redoBytes,
    binlog: over(result.binlogBytes, base.binlogBytes),
    p99: over(result.during?.p99, base.during?.p99),
  }
}

export interface Bar {
  readonly bar: string
  /** null where one of the two was not measured. */
  readonly met: boolean | null
  readonly detail: string
}

/** The bars the project set itself. */
export function judge(all: readonly Result[], inWaves: boolean): readonly Bar[] {
  const of = (contender: string, loaded: boolean) =>
    all.find((result) => result.contender === contender && result.load > 0 === loaded)
  const measured = (
    bar: string,
    value: number | null | undefined,
    met: (value: number) => boolean,
    text = (found: number) => found.toFixed(2),
  ): Bar => ({
    bar,
    met: value == null ? null : met(value),
    detail: value == null ? 'not measured' : text(value),
  })
  const rate = (contender: string, least: number): Bar => {
    const found = of(contender, false)
    return measured(
      `${contender}: at least ${least} of the plain DELETE's rate`,
      found && ratios(found, all)?.rate,
      (value) => value >= least,
    )
  }
  const rehearsal = of(drydockRehearsal, false)
  const [onOne, onTwo] = [of(drydockDefaults, false), of(drydockSecond, false)]
  const procedure = (loaded: boolean) =>
    all.find((result) => result.contender.startsWith('procedure ') && result.load > 0 === loaded)
  const faster = (contender: string): Bar => {
    const [here, theirs] = [of(contender, true), procedure(true)]
    return measured(
      `${contender}: under load at least 3 times the procedure's rate`,
      here && theirs && theirs.seconds / here.seconds,
      (value) => value >= 3,
    )
  }
  const atMost = (bar: string, here?: number, there?: number, times = 1): Bar => ({
    bar,
    met: here === undefined || there === undefined ? null : here <= there * times,
    detail:
      here === undefined || there === undefined
        ? 'not measured'
        : `${here.toFixed(1)} ms against ${there.toFixed(1)} ms`,
  })
  const during = (contender: string) => of(contender, true)?.during ?? undefined
  const small = during(archiverSmall)
  const p99 = (contender: string): Bar =>
    atMost(
      `${contender}: p99 under load at most that of ${archiverSmall} plus 20 %`,
      during(contender)?.p99,
      small?.p99,
      1.2,
    )
  const peaks = all.flatMap(({ contender, peakBytes }) =>
    contender.startsWith('Drydock') && peakBytes !== null ? [peakBytes] : [],
  )
  return [
    rate(drydockUnthrottled, 0.9),
    rate(drydockArchiving, 0.75),
    rate(drydockDefaults, 0.75),
    measured(
      `${drydockSecond}: at least 0.95 of the rate on one connection`,
      onTwo && onOne && onOne.seconds / onTwo.seconds,
      (value) => value >= 0.95,
    ),
    p99(drydockDefaults),
    atMost(
      `${drydockDefaults}: the longest request under load at most that of ${archiverSmall}`,
      during(drydockDefaults)?.max,
      small?.max,
    ),
    ...(inWaves
      ? [
          atMost(
            `${drydockDefaults}: p99 while the load comes and goes at most twice that before`,
            during(drydockDefaults)?.p99,
            of(drydockDefaults, true)?.idle?.p99,
            2,
          ),
        ]
      : []),
    p99(drydockUnthrottled),
    faster(drydockUnthrottled),
    faster(drydockArchiving),
    measured(
      'A rehearsal with its checks: at most 1.4 times its purge',
      rehearsal?.phases && rehearsal.seconds / rehearsal.phases.purge,
      (value) => value <= 1.4,
    ),
    {
      bar: "Drydock's process under 160 MB",
      met: peaks.length === 0 ? null : Math.max(...peaks) < 160e6,
      detail: peaks.length === 0 ? 'not measured' : `${(Math.max(...peaks) / 1e6).toFixed(0)} MB`,
    },
  ]
}

/**
 * Of several rounds of each contender, the one of middle length (the quicker of the two in the
 * middle).
 */
export function medians(rounds: readonly Result[]): readonly Result[] {
  const groups = Map.groupBy(rounds, ({ contender, load }) => `${contender} ${load}`)
  return [...groups.values()].flatMap(
    (group) =>
      [...group].sort((a, b) => a.seconds - b.seconds)[Math.ceil(group.length / 2) - 1] ?? [],
  )
}
