import {
  CharStreams,
  CommonTokenStream,
  type Lexer,
  type Parser,
  type ParserRuleContext,
} from 'antlr4ts'
import { PredictionMode } from 'antlr4ts/atn/PredictionMode.js'

/** A dialect's grammar, by the classes that its generator made. */
export interface Grammar {
  readonly lexer: new (input: ReturnType<typeof CharStreams.fromString>) => Lexer
  readonly parser: new (input: CommonTokenStream) => Parser
  /** Reads a whole text. */
  readonly whole: (parser: Parser) => ParserRuleContext
}

/** What the grammar says against a statement; nothing if it accepts it. */
export function faultsOf({ lexer: Lexing, parser: Parsing, whole }: Grammar, text: string) {
  const faults: string[] = []
  const listener = {
    syntaxError: (_: unknown, __: unknown, line: number, at: number, message: string) => {
      faults.push(`${line}:${at} ${message}`)
    },
  }
  // The grammars know their words in capitals alone.
  const lexer = new Lexing(CharStreams.fromString(text.toUpperCase()))
  lexer.removeErrorListeners()
  lexer.addErrorListener(listener)
  const parser = new Parsing(new CommonTokenStream(lexer))
  parser.removeErrorListeners()
  parser.addErrorListener(listener)
  parser.interpreter.setPredictionMode(PredictionMode.SLL)
  whole(parser)
  return faults
}

const opening = /\bEXISTS \(SELECT (?!1\))/g

/**
 * A statement without what its EXISTS asks, and each of these by itself: a grammar accepts the
 * whole if it accepts the parts, and a parser takes a time for nested ones that grows with their
 * depth.
 */
export function partsOf(statement: string): readonly string[] {
  const parts: string[] = []
  let rest = statement
  for (let found = last(rest); found !== null; found = last(rest)) {
    parts.push(rest.slice(found.from + 1, found.to))
    rest = `${rest.slice(0, found.from)}(SELECT 1)${rest.slice(found.to + 1)}`
  }
  return [...parts, rest]
}

/** The last one has none within it. */
function last(text: string): { readonly from: number; readonly to: number } | null {
  const from = [...text.matchAll(opening)].at(-1)?.index
  if (from === undefined) return null
  const start = text.indexOf('(', from)
  let depth = 0
  for (let at = start; at < text.length; at++) {
    if (text[at] === '(') depth++
    if (text[at] === ')' && --depth === 0) return { from: start, to: at }
  }
  return null
}
