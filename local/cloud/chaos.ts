import { draw } from '../seed/draw.ts'
import { CloudError } from './request.ts'

/** The share of calls that fail: the same calls in the same order meet the same errors. */
export interface Chaos {
  /** Of all calls, from 0 to 1. */
  readonly share: number
  readonly seed: number
}
export type Trouble = (typeof troubles)[number]
const troubles = ['throttled', 'failed', 'unavailable', 'cut off', 'answer lost'] as const

/** The connection is cut, and the caller gets no answer. */
export class CutOff extends Error {}

/** Decides the outcome of each call; null for a normal answer. */
export function chaos({ share, seed }: Chaos): () => Trouble | null {
  let calls = 0
  return () => {
    const call = calls++
    if (draw(seed, call, 1) / 2 ** 32 >= share) return null
    return troubles[draw(seed, call, 2) % troubles.length] ?? null
  }
}

/**
 * Fails a call before it takes effect, except for a lost answer.
 * @throws CloudError, CutOff
 */
export function meet(trouble: Trouble | null, throttling: string): void {
  const said = 'The local cloud was told to be unwell.'
  if (trouble === 'throttled')
    throw new CloudError(throttling, said, throttling === 'SlowDown' ? 503 : 400)
  if (trouble === 'failed') throw new CloudError('InternalFailure', said, 500)
  if (trouble === 'unavailable') throw new CloudError('ServiceUnavailable', said, 503)
  if (trouble === 'cut off') throw new CutOff()
}
