import { controlAt, holdsSettings, type Control } from '../functions/contract/control.ts'

const keys = [
  'stop',
  'cancel',
  'pause',
  'productionShare',
  'batchMilliseconds',
  'levels',
  'until',
] as const

/**
 * A change of the switch, made to what the switch holds by now: what another person has changed
 * since it was read stays, most of all a stop or a cancel.
 * @param old the switch as the change began with it. @param now as it is.
 */
export function mergedControl(old: Control, now: Control, next: Control): Control {
  const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
  const theirs = keys.filter((key) => !isSame(old[key], now[key]) && isSame(old[key], next[key]))
  const merged: Control = {
    ...next,
    ...Object.fromEntries(theirs.map((key) => [key, now[key]])),
  }
  const isKept = [now, next].some((one) => one.until === undefined && holdsSettings(one))
  const ends = [now, next].flatMap(({ until }) => until ?? []).sort()
  return theirs.length === 0 ? next : { ...merged, until: isKept ? undefined : ends.at(-1) }
}

/** As a purge reads it now. */
export const inForce = (control: Control): Control => controlAt(control, Date.now())
