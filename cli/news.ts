/** ms between two lines of one state. */
const sameState = 30_000

/** Which lines of a display are new: a state at once, its progress twice a minute. */
export class News {
  readonly #told = new Map<string, { state: string; text: string; at: number }>()

  /** @param of what it is about, such as a run. @param text the whole line. */
  isNew(of: string, state: string, text: string, now = Date.now()): boolean {
    const last = this.#told.get(of)
    const isDue = last?.text !== text && now - (last?.at ?? 0) >= sameState
    if (last?.state === state && !isDue) return false
    this.#told.set(of, { state, text, at: now })
    return true
  }
}

/** With the time of day in UTC. */
export const stamped = (text: string): string =>
  `${new Date().toISOString().slice(11, 19)}  ${text}`
