import { archiverSmall, drydockDefaults, drydockUnthrottled, plainDelete } from './contenders.ts'
import type { PhaseReport } from './percentiles.ts'

/** One contender's run. */
export interface Result {
  readonly contender: string
  /** Requests a second beside it. */
  readonly load: number
  readonly seconds: number
  /** Dead tokens; rows are tokens, scopes and codes. */
  readonly tokensPerSecond: number
  readonly rowsPerSecond: number
  readonly peakBytes: number | null
  readonly steps: number | null
  /** How long the server went on removing what was deleted; null under load, where that has no end. */
  readonly settleSeconds: number | null
  /** CPU time of the server, with what it had to do after; the load's own is part of it. So are these: */
  readonly serverSeconds: number | null
  readonly redoBytes: number
  readonly binlogBytes: number
  /** The load just before, and meanwhile. */
  readonly idle: PhaseReport | null
  readonly during: PhaseReport | null
  /** The machine's, over one minute, at its start and end. */
  readonly loadAverage: readonly [number, number]
  /** What it left undone; empty when it did the whole work. */
  readonly faults: readonly string[]
}

export interface Ratios {
  readonly rate: number
  readonly peak: number | null
  readonly redo: number
  readonly binlog: number
  readonly p99: number | null
}

/** Each figure as a multiple of the plain DELETE's under the same load. */
export function ratios(result: Result, all: readonly Result[]): Ratios | null {
  const base = all.find(({ contender, load }) => contender === plainDelete && load === result.load)
  if (base === undefined) return null
  return {
    rate: base.seconds / result.seconds,
    peak: result.peakBytes === null || base.peakBytes === null ? null : result.peakBytes / base.peakBytes,
    redo: result.redoBytes / base.redoBytes,
    binlog: result.binlogBytes / base.binlogBytes,
    p99: result.during === null || base.during === null ? null : result.during.p99 / base.during.p99,
  }
}

export interface Bar {
  readonly bar: string
  /** null where one of the two was not measured. */
  readonly met: boolean | null
  readonly detail: string
}

/** The bars the project set itself. */
export function judge(all: readonly Result[]): readonly Bar[] {
  const of = (contender: string, loaded: boolean) => all.find((result) => result.contender === contender && result.load > 0 === loaded)
  const unthrottled = of(drydockUnthrottled, false)
  const rate = unthrottled && ratios(unthrottled, all)?.rate
  const small = of(archiverSmall, true)?.during?.p99
  const p99 = (contender: string): Bar => {
    const here = of(contender, true)?.during?.p99
    return {
      bar: `${contender}: p99 under load at most that of ${archiverSmall} plus 20 %`,
      met: here === undefined || small === undefined ? null : here <= small * 1.2,
      detail: here === undefined || small === undefined ? 'not measured' : `${here.toFixed(1)} ms against ${small.toFixed(1)} ms`,
    }
  }
  const peaks = all.flatMap(({ contender, peakBytes }) => (contender.startsWith('Drydock') && peakBytes !== null ? [peakBytes] : []))
  return [
    { bar: `${drydockUnthrottled}: at least 0.9 of the plain DELETE's rate`, met: rate === undefined ? null : rate >= 0.9, detail: rate === undefined ? 'not measured' : rate.toFixed(2) },
    p99(drydockDefaults),
    p99(drydockUnthrottled),
    { bar: "Drydock's process under 160 MB", met: peaks.length === 0 ? null : Math.max(...peaks) < 160e6, detail: peaks.length === 0 ? 'not measured' : `${(Math.max(...peaks) / 1e6).toFixed(0)} MB` },
  ]
}

/** Of several rounds of each contender, the one of middle length (the quicker of the two in the middle). */
export function medians(rounds: readonly Result[]): readonly Result[] {
  const groups = Map.groupBy(rounds, ({ contender, load }) => `${contender} ${load}`)
  return [...groups.values()].flatMap((group) => [...group].sort((a, b) => a.seconds - b.seconds)[Math.ceil(group.length / 2) - 1] ?? [])
}
