import { draw } from '../local/seed/draw.ts'

/** ms of S3's answer to a PUT: a lognormal with this median and this 99th percentile. */
export const [putMedian, putP99] = [40, 200] as const
/** The 99th percentile of the standard normal distribution. */
const z99 = 2.3263

/** Draws of it, the same for the same seed. */
export function putLatencies(seed: number): () => number {
  let count = 0
  const uniform = (salt: number) => (draw(seed, count, salt) + 1) / 2 ** 32
  return () => {
    count++
    // Box and Muller's.
    const normal = Math.sqrt(-2 * Math.log(uniform(1))) * Math.cos(2 * Math.PI * uniform(2))
    return putMedian * Math.exp((Math.log(putP99 / putMedian) / z99) * normal)
  }
}
