import type { Permit, Walk } from './walk.ts'

/** ms after which a rest asks again: production's pace may change, or the switch, within it. */
const slice = 2_000

/**
 * Rests after work for the database's share of the time. Ends early when a permit gives a larger
 * share, or none: whoever works next asks for a permit of its own.
 * @param worked ms of the database's time.
 * @param passed ms since the work began; what did not need the database counts as rest.
 */
export async function rest(
  { clock, spent, permit }: Pick<Walk, 'clock' | 'spent' | 'permit'>,
  given: Permit & { readonly go: true },
  worked: number,
  passed: number,
): Promise<void> {
  let [share, rested] = [given.share, passed]
  for (;;) {
    const due = share < 1 ? worked / share - rested : 0
    if (due <= 0) return
    const now = Math.min(due, slice)
    await clock.sleep(now)
    rested += now
    if (now === due || spent()) return
    const next = await permit?.()
    if (next?.go === false) return
    share = next?.share ?? share
  }
}
