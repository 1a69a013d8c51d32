import { z } from 'zod'

/** Strings, and names in backticks. */
const quoted = /'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|`(?:[^`]|``)*`/gs
const word = String.raw`\s*\w+\s*`
/** Replaces text in parentheses. */
const nested = '\0'
/** `a (x) AS (…)`. */
const named = String.raw`${word}(?:\0\s*)?as\s*\0`
/** `WITH a (x) AS (…), b AS (…) SELECT`. */
const withSelect = new RegExp(
  String.raw`^\s*with\s+(?:recursive\s)?${named}(?:\s*,${named})*\s*select\b`,
  'i',
)

/** What is wrong with an operator's query; null if it is one statement that reads. */
function fault(query: string): string | null {
  let text = query.replaceAll(quoted, ' x ')
  if (/['"`]/.test(text)) return 'an unclosed quote'
  // A comment may be a statement (/*! */), or lift the time limit (/*+ */).
  if (/\/\*|\*\/|--\s|--$|#/m.test(text)) return 'a comment'
  if (text.includes(';')) return 'a semicolon'
  const not = /\binto\b|\bfor\s+(?:update|share)\b|\block\s+in\b|\bprocedure\s+analyse\b/i.exec(
    text,
  )
  if (not !== null) return not[0]
  // The purge holds its own lock of this kind on the same connection.
  const lock = /\b(?:get_lock|release_lock|release_all_locks)\s*\(/i.exec(text)
  if (lock !== null) return `${lock[0]})`
  for (let before = ''; before !== text; )
    [before, text] = [text, text.replaceAll(/\([^()]*\)/g, nested)]
  if (/[()]/.test(text)) return 'an unmatched parenthesis'
  return /^\s*select\b/i.test(text) || withSelect.test(text) ? null : 'another statement'
}

/**
 * An operator's query: run read-only with a timeout, and rejected beforehand if it is not a SELECT.
 */
export const oneSelect = z.string().superRefine((query, context) => {
  const found = fault(query)
  if (found !== null)
    context.addIssue({
      code: 'custom',
      message: `expected one SELECT, without INTO, locks, comments and a semicolon; found ${found}`,
    })
})
