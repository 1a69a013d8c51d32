/** Letters that a part of a name must have to say which one is meant. */
const telling = 5

/**
 * The name that was probably meant: few edits away, or the longest that what was found contains;
 * null if there is none.
 */
export function nearest(found: string, names: readonly string[]): string | null {
  const [best] = names
    .map((name) => ({ name, edits: edits(found.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits)
  return best !== undefined && best.edits <= Math.max(1, Math.min(3, found.length / 3))
    ? best.name
    : containedIn(found, names)
}

function containedIn(found: string, names: readonly string[]): string | null {
  const [longest] = names
    .filter((name) => name.length >= telling && found.toLowerCase().includes(name.toLowerCase()))
    .sort((a, b) => b.length - a.length)
  return longest ?? null
}

/** `; did you mean "tokens"?`, or nothing. */
export function didYouMean(found: string, names: readonly string[]): string {
  const meant = nearest(found, names)
  return meant === null ? '' : `; did you mean "${meant}"?`
}

/** The first few of them, and how many more there are. */
export function firstOf(names: readonly string[], most = 5): string {
  const more = names.length - most
  return names.slice(0, most).join(', ') + (more > 0 ? ` and ${more} more` : '')
}

/** Levenshtein distance: letters inserted, deleted or replaced. */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (const [at, letter] of [...a].entries()) {
    const next = [at + 1]
    for (const [to, other] of [...b].entries())
      next.push(
        Math.min(
          (row[to] ?? 0) + (letter === other ? 0 : 1),
          (row[to + 1] ?? 0) + 1,
          (next[to] ?? 0) + 1,
        ),
      )
    row = next
  }
  return row[b.length] ?? 0
}
