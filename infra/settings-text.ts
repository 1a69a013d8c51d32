import { parse, type ParseErrorCode, printParseErrorCode, visit } from 'jsonc-parser'

/** The parser's codes in our words. */
const expected: Readonly<Record<string, string>> = {
  InvalidSymbol: 'expected a key or a text in double quotes, a number, true, false or null',
  InvalidNumberFormat: 'expected a number, such as 10 or 0.5',
  PropertyNameExpected: 'expected a key in double quotes, such as "name"',
  ValueExpected: 'expected a value: a text in quotes, a number, true, false, null, {…} or […]',
  ColonExpected: 'expected a colon after the key',
  CommaExpected: 'expected a comma before this',
  CloseBraceExpected: 'expected "}"',
  CloseBracketExpected: 'expected "]"',
  EndOfFileExpected: 'expected nothing after the end of the settings',
  InvalidCommentToken: 'expected no "/" here: a comment is // up to the end of its line, or /* */',
  UnexpectedEndOfComment: 'expected "*/", which ends the comment that begins here',
  UnexpectedEndOfString: 'expected a double quote, which ends the text that begins here',
  UnexpectedEndOfNumber: 'expected a number, such as 10 or 0.5',
  InvalidUnicode: 'expected four hexadecimal digits after "\\u"',
  InvalidEscapeCharacter: 'expected \\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u after a backslash',
  InvalidCharacter: 'expected no control character in a text: write a tab as \\t',
}

/** Settings as they were read: untrusted, and without a value if their text has faults. */
export interface ReadSettings {
  readonly settings?: unknown
  /** Each with its line and column. */
  readonly faults: readonly string[]
}

/** Reads JSON that may have comments and trailing commas, and that names its own schema. */
export function readSettings(content: string): ReadSettings {
  // Editors on Windows write a byte order mark.
  const text = content.replace(/^\uFEFF/, '')
  const faults = faultsOf(text)
  if (faults.length > 0) return { faults }
  const settings: unknown = parse(text, [], { allowTrailingComma: true })
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings))
    return { settings, faults }
  // It is for the editor.
  const { $schema: _, ...rest } = settings as Record<string, unknown>
  return { settings: rest, faults }
}

function faultsOf(text: string): string[] {
  const faults: string[] = []
  const lines = new Set<number>()
  const objects: Set<string>[] = []
  const at = (line: number, column: number) => `line ${line + 1}, column ${column + 1}`
  visit(
    text,
    {
      onError: (code: ParseErrorCode, offset, length, line, column) => {
        // What follows on the same line is seldom a fault of its own.
        if (lines.has(line)) return
        lines.add(line)
        const name = printParseErrorCode(code)
        const found =
          name === 'InvalidSymbol' ? `found ${text.slice(offset, offset + length)}, ` : ''
        faults.push(`${at(line, column)}: ${found}${expected[name]}`)
      },
      onObjectBegin: () => void objects.push(new Set()),
      onObjectEnd: () => void objects.pop(),
      onObjectProperty: (key, _offset, _length, line, column) => {
        const keys = objects.at(-1)
        // The last one would count, and a person may read the first.
        if (keys?.has(key))
          faults.push(`${at(line, column)}: found the key "${key}" again, expected it once`)
        // Assigned, it would be no key of the object.
        if (key === '__proto__')
          faults.push(`${at(line, column)}: found "${key}", expected no key of this name`)
        keys?.add(key)
      },
    },
    { allowTrailingComma: true },
  )
  return faults
}
