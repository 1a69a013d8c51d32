/** What a place in SQL text is within. */
type Within =
  | { readonly kind: 'plain' }
  | { readonly kind: 'quotes'; readonly end: string; readonly escapes: boolean }
  | { readonly kind: 'dollars'; readonly end: string }
  | { readonly kind: 'comment'; readonly depth: number }

const plain: Within = { kind: 'plain' }
const opening = /--|\/\*|[eE]?'|"|\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/g

/**
 * Follows the text of a dump line by line, so that what stands in a literal, a function's body or a
 * comment is not taken for a statement ("Lexical Structure").
 */
export class SqlText {
  #within: Within = plain

  /** Whether the next line begins outside of all of these. */
  get isPlain(): boolean {
    return this.#within === plain
  }

  read(line: string): void {
    let at = 0
    while (at < line.length) at = this.#next(line, at)
  }

  /** @returns where to go on. */
  #next(line: string, at: number): number {
    const within = this.#within
    switch (within.kind) {
      case 'plain': {
        opening.lastIndex = at
        const found = opening.exec(line)
        if (found === null || found[0] === '--') return line.length
        this.#within = begun(found[0])
        return opening.lastIndex
      }
      case 'quotes':
        return this.#inQuotes(line, at, within)
      case 'dollars': {
        const end = line.indexOf(within.end, at)
        if (end < 0) return line.length
        this.#within = plain
        return end + within.end.length
      }
      case 'comment': {
        const found = /\/\*|\*\//g
        found.lastIndex = at
        const mark = found.exec(line)
        if (mark === null) return line.length
        const depth = within.depth + (mark[0] === '/*' ? 1 : -1)
        this.#within = depth === 0 ? plain : { kind: 'comment', depth }
        return found.lastIndex
      }
    }
  }

  /** A doubled quote ends the literal and begins it again, which comes to the same. */
  #inQuotes(line: string, at: number, { end, escapes }: Within & { kind: 'quotes' }): number {
    for (let place = at; place < line.length; place++) {
      if (escapes && line[place] === '\\') place++
      else if (line[place] === end) {
        if (line[place + 1] === end) place++
        else {
          this.#within = plain
          return place + 1
        }
      }
    }
    return line.length
  }
}

function begun(mark: string): Within {
  if (mark === '/*') return { kind: 'comment', depth: 1 }
  if (mark.startsWith('$')) return { kind: 'dollars', end: mark }
  return { kind: 'quotes', end: mark.at(-1) ?? '', escapes: mark.length === 2 }
}
