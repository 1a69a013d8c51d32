import { switchPauses } from '../contract/control.ts'
import { metricNames } from '../contract/throttle.ts'
import type { Report } from './schema.ts'

type Note = Report['paceNotes'][number]

/** Seconds of a purge: a shorter one is not slowed for long, whatever it waited for. */
const least = 300

/** Pauses that are nobody's load: a person's, and those of the clock. */
const notOfLoad = ['switch', 'window']

/** Seconds for which production's purges paused, by the first reason of each pause. */
export function pausedByReason(notes: readonly Note[]): ReadonlyMap<string, number> {
  const paused = new Map<string, number>()
  for (const { target, what, seconds, reasons } of notes) {
    if (target !== 'production' || what !== 'pause') continue
    const reason = reasonOf(reasons[0] ?? '')
    paused.set(reason, (paused.get(reason) ?? 0) + seconds)
  }
  return paused
}

/** A reason's name, out of a short list: each makes a metric of its own. */
function reasonOf(text: string): string {
  if (text.startsWith('the window ')) return 'window'
  if (text === switchPauses) return 'switch'
  return metricNames.find((name) => text.startsWith(`${name} `)) ?? 'other'
}

/**
 * The part of the time, in percent, for which production's load slowed or paused its purge; null if
 * there was none. Pauses for the window or by the switch do not count as time of the purge.
 */
export function throttledPercent({ paceNotes, timeline }: Report): number | null {
  const purges = timeline.filter(({ step }) => step === 'purge-production')
  if (purges.length === 0) return null
  const paused = pausedByReason(paceNotes)
  let whole = 0
  let slow = 0
  for (const { source, startedAt, endedAt } of purges) {
    whole += (Date.parse(endedAt) - Date.parse(startedAt)) / 1000
    slow += slowSeconds(
      paceNotes.filter((note) => note.source === source && note.target === 'production'),
      Date.parse(endedAt),
    )
  }
  let load = 0
  for (const [reason, seconds] of paused)
    if (notOfLoad.includes(reason)) whole -= seconds
    else load += seconds
  return whole < least ? 0 : Math.min(100, ((slow + load) / whole) * 100)
}

/** What a purge does while others use production, as the pace's reasons say; no level is passed. */
const giving = '(gives way'

/** A slower pace holds until the next change; giving way to others is none. */
function slowSeconds(notes: readonly Note[], end: number): number {
  const changes = notes.filter(({ what }) => what !== 'retry')
  let seconds = 0
  for (const [at, { what, at: from, reasons }] of changes.entries()) {
    if (what !== 'slow' || reasons.every((reason) => reason.includes(giving))) continue
    const next = changes[at + 1]
    seconds +=
      Math.max(0, (next === undefined ? end : Date.parse(next.at)) - Date.parse(from)) / 1000
  }
  return seconds
}
