import { simulate, type Model, type Step } from './model-server.ts'

const seeds = Array.from({ length: 10 }, (_, at) => at + 1)
export const each = (model: Omit<Model, 'seed'>, seconds: number): Step[][] =>
  seeds.map((seed) => simulate({ ...model, seed }, seconds))
/** s from an instant until the share is as asked, at 9 of 10 seeds. */
export function until(
  runs: readonly Step[][],
  from: number,
  is: (share: number, connections: number) => boolean,
): number {
  const found = runs.map(
    (steps) =>
      (steps.find(({ at, share, connections }) => at >= from && is(share, connections))?.at ??
        Infinity) - from,
  )
  return found.sort((a, b) => a - b)[8] ?? Infinity
}
/** With it from 30 to 90 s. */
export const comesAndGoes = (load: number) => (at: number) => (at >= 30 && at < 90 ? load : 0)
