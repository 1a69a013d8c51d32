/** Draws that are the same in every run: what was not proven can be looked at again. */
export interface Chance {
  /** True with the probability. */
  often(probability: number): boolean
  among<T>(values: readonly T[]): T | undefined
}

/** Mulberry32. */
export function chance(seed: number): Chance {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    often: (probability) => next() < probability,
    among: (values) => values[Math.floor(next() * values.length)],
  }
}

/** Numbers that nobody has had before. */
export const counter = (from: number) => {
  let last = from
  return (): number => last++
}
