import { setTimeout as sleep } from 'node:timers/promises'

const tries = 5

/** Tries again after a passing error, where `onRetry` is given; it is called each time. */
export async function retried<T>(
  isPassing: (error: unknown) => boolean,
  onRetry: (() => void) | undefined,
  attempt: () => Promise<T>,
): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt()
    } catch (error) {
      if (onRetry === undefined || tried === tries || !isPassing(error)) throw error
      onRetry()
      await sleep(Math.random() * 50 * tried)
    }
  }
}
