import { draw } from '../seed/draw.ts'
import { CloudError } from './request.ts'

/** How much of what is asked goes wrong: the same calls in the same order meet the same trouble. */
export interface Chaos {
  /** Of all calls, from 0 to 1. */
  readonly share: number
  readonly seed: number
}
export type Trouble = (typeof troubles)[number]
const troubles = ['throttled', 'failed', 'unavailable', 'cut off', 'answer lost'] as const

/** The connection is cut: the caller hears nothing. */
export class CutOff extends Error {}

/** Draws what becomes of each call; null where it is answered as ever. */
export function chaos({ share, seed }: Chaos): () => Trouble | null {
  let calls = 0
  return () => {
    const call = calls++
    if (draw(seed, call, 1) / 2 ** 32 >= share) return null
    return troubles[draw(seed, call, 2) % troubles.length] ?? null
  }
}

/**
 * Lets a call meet its trouble before it is done, but for an answer that is lost.
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
