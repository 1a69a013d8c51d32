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

const refused = anyOf(
  /\binto\b|\bfor\s+(?:(?:no\s+)?key\s+)?(?:update|share)\b/,
  /\block\s+in\b|\bprocedure\s+analyse\b/,
)
/**
 * Calls that a read-only transaction lets pass, or whose effect outlives it. The purge holds its
 * own lock on the same connection.
 */
const changing = anyOf(
  /\b(?:get_lock|release_lock|release_all_locks)\s*\(/,
  /\bpg_(?:try_)?advisory_\w+\s*\(/,
  /\bpg_(?:cancel_backend|terminate_backend|reload_conf|notify|sleep\w*|stat_reset\w*)\s*\(/,
  /\b(?:set_config|nextval|setval|lo_\w+|dblink\w*)\s*\(/,
)

function anyOf(...patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => source).join('|'), 'i')
}

/** PostgreSQL calls a function by its quoted name too. */
function nameIn(text: string): string {
  return /^["`]\w+["`]$/.test(text) ? text.slice(1, -1) : ' x '
}

/** What is wrong with an operator's query; null if it is one statement that reads. */
function fault(query: string): string | null {
  let text = query.replaceAll(quoted, ' x ')
  if (/['"`]/.test(text)) return 'an unclosed quote'
  // A comment may be a statement (/*! */), or lift the time limit (/*+ */).
  if (/\/\*|\*\/|--\s|--$|#/m.test(text)) return 'a comment'
  if (text.includes(';')) return 'a semicolon'
  const not = refused.exec(text)
  if (not !== null) return not[0]
  const call = changing.exec(query.replaceAll(quoted, nameIn))
  if (call !== null) return `${call[0]})`
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
      message:
        'expected one SELECT, without INTO, locks, calls that change the session, comments and a ' +
        `semicolon; found ${found}`,
    })
})
