/** ms for which the same wait is logged once. */
const quiet = 60_000

/**
 * Tells a new wait from one that goes on: a step that waits is called again and again, on a laptop
 * five times a second.
 */
export function newWait(): (what: string, at: number) => boolean {
  const told = new Map<string, number>()
  return (what, at) => {
    for (const [old, since] of told) if (at - since >= quiet) told.delete(old)
    if (told.has(what)) return false
    told.set(what, at)
    return true
  }
}
