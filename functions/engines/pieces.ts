import type { Question } from './database.ts'
import type { Sql } from './dialect.ts'

type Value = Sql['values'][number]

/**
 * A piece of a statement: texts, and the values between them. The engine decides how a placeholder
 * is written.
 */
export interface Piece {
  readonly parts: readonly string[]
  readonly values: readonly Value[]
}

/**
 * Inserts pieces in place and keeps all other values as parameters. A line break and the
 * indentation around it become one space.
 */
export function sql(lines: TemplateStringsArray, ...holes: readonly (Piece | Value)[]): Piece {
  const texts = textsOf(lines)
  const parts = [texts[0] ?? '']
  const values: Value[] = []
  holes.forEach((hole, at) => {
    const after = texts[at + 1] ?? ''
    if (hole !== null && typeof hole === 'object' && 'parts' in hole) {
      const [first = '', ...rest] = hole.parts
      parts.push(`${parts.pop() ?? ''}${first}`, ...rest)
      parts.push(`${parts.pop() ?? ''}${after}`)
      values.push(...hole.values)
    } else {
      parts.push(after)
      values.push(hole)
    }
  })
  return { parts, values }
}

/** By template, each of which is one object: a statement names hundreds of keys by the same one. */
const seen = new WeakMap<TemplateStringsArray, readonly string[]>()

function textsOf(lines: TemplateStringsArray): readonly string[] {
  const known = seen.get(lines)
  if (known !== undefined) return known
  const texts = lines.map((text) => text.replace(/\s*\n\s*/g, ' '))
  seen.set(lines, texts)
  return texts
}

export const raw = (text: string): Piece => ({ parts: [text], values: [] })

export function joined(pieces: readonly Piece[], separator: string): Piece {
  const parts: string[] = []
  const values: Value[] = []
  let text = ''
  for (const [place, piece] of pieces.entries()) {
    if (place > 0) text += separator
    for (const [at, part] of piece.parts.entries()) {
      if (at > 0) parts.push(text)
      text = at > 0 ? part : text + part
    }
    for (const value of piece.values) values.push(value)
  }
  return { parts: [...parts, text], values }
}

/** Values in a list, each written as the one value of the piece is: one piece, however many. */
export function listed(
  { parts: [before = '', after = ''] }: Piece,
  values: Piece['values'],
): Piece {
  if (values.length === 0) return raw('')
  const parts = Array<string>(values.length + 1).fill(`${after}, ${before}`)
  parts[0] = before
  parts[values.length] = after
  return { parts, values }
}

/** The statement with the engine's placeholders: `?`, `$1`, `@p1`. */
export function written({ parts, values }: Piece, mark: (at: number) => string): Sql {
  // One mark for all places.
  if (mark.length === 0) return { text: parts.join(mark(0)), values }
  const [first = '', ...rest] = parts
  return { text: rest.reduce((text, part, at) => `${text}${mark(at)}${part}`, first), values }
}

/** How an engine ends its pieces: as a statement, or as one whose answer is read. */
export function endings(mark: (at: number) => string) {
  const end = (piece: Piece): Sql => written(piece, mark)
  return {
    written: end,
    answering: <T>(piece: Piece, read: Question<T>['read']): Question<T> => ({
      ...end(piece),
      read,
    }),
  }
}
