import assert from 'node:assert/strict'
import { controlSchema, type Control } from '../../functions/contract/control.ts'
import { NamedError } from '../../functions/contract/errors.ts'
import type { OwnLevels, Metric, ThrottleState } from '../../functions/contract/throttle.ts'
import { productionPermit, type Look } from '../../functions/throttle/production-permit.ts'
import type { Pulse } from '../../functions/throttle/pace-pulse.ts'
import type { Permit } from '../../functions/walk/walk.ts'

/** A production whose metrics and control a test sets as time goes on. */
export function scene({
  levels = {},
  patience = 600_000,
  state,
}: {
  levels?: OwnLevels
  patience?: number
  state?: ThrottleState
} = {}) {
  let [now, looks, spent] = [0, 0, false]
  let control: Control = controlSchema.parse({ stop: false })
  let seen: Look | ((at: number) => Look) = { metrics: [], statement: 1, commit: null }
  let pulse: Pulse = { running: 0, statement: 1, commit: null }
  const notes: [string, number, boolean, string][] = []
  const permit = productionPermit({
    clock: {
      now: () => now,
      sleep: async (milliseconds) => void (now += milliseconds),
      random: () => 0.5,
    },
    date: () => Date.parse('2026-11-28T01:00:00Z') + now,
    spent: () => spent,
    share: 0.5,
    batchMilliseconds: 200,
    standing: 0.5,
    levels,
    patience,
    state,
    control: async () => {
      if (control.stop) throw new NamedError('PurgeStopped', 'stopped')
      return control
    },
    look: async () => (looks++, typeof seen === 'function' ? seen(now) : seen),
    pulse: async () => pulse,
    tell: ({ what, reasons }, seconds, changed) =>
      void notes.push([what, seconds, changed, reasons.join('; ')]),
  })
  return {
    permit,
    notes,
    pulse: (next: Partial<Pulse>) => void (pulse = { ...pulse, ...next }),
    see: (next: typeof seen) => void (seen = next),
    metrics: (...metrics: readonly (readonly [Metric['name'], number | null])[]) =>
      void (seen = {
        metrics: metrics.map(([name, value]) => ({ name, of: '', value })),
        statement: 1,
        commit: null,
      }),
    control: (next: object) => void (control = controlSchema.parse({ stop: false, ...next })),
    stop: () => void (control = controlSchema.parse({ stop: true })),
    pass: (milliseconds: number) => void (now += milliseconds),
    spend: () => void (spent = true),
    looks: () => looks,
    now: () => now,
  }
}

export const full = { go: true, share: 0.5, batchMilliseconds: 200 }
export const shares = (permits: readonly Permit[]) => permits.map((one) => one.go && one.share)

/** Permits every half a second, until it is at its ceiling. */
export async function warm({ permit, pass }: ReturnType<typeof scene>): Promise<Permit[]> {
  const given: Permit[] = []
  for (let at = 0; at < 10; at++, pass(500)) given.push(await permit.permit())
  assert.deepEqual(given.at(-1), full)
  return given
}
