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
  const texts = lines.map((text) => text.replace(/\s*\n\s*/g, ' '))
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

export const raw = (text: string): Piece => ({ parts: [text], values: [] })

export function joined(pieces: readonly Piece[], separator: string): Piece {
  const parts: string[] = ['']
  for (const [at, piece] of pieces.entries()) {
    const [first = '', ...rest] = piece.parts
    parts.push(`${parts.pop() ?? ''}${at === 0 ? '' : separator}${first}`, ...rest)
  }
  return { parts, values: pieces.flatMap(({ values }) => values) }
}

/** The statement with the engine's placeholders: `?`, `$1`, `@p1`. */
export function written({ parts, values }: Piece, mark: (at: number) => string): Sql {
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
