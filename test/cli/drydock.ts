import { stripVTControlCharacters } from 'node:util'
import { main } from '../../cli/main.ts'
import type { Terminal } from '../../cli/terminal.ts'

export interface Answer {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs a command as `drydock` does, without a process of its own and without a terminal. */
export const drydock = (...words: string[]): Promise<Answer> => answering(null, ...words)

type Answering = string | null | ((question: string) => string)

/** With somebody who answers each question, one way or by the question. */
export async function answering(answer: Answering, ...words: string[]): Promise<Answer> {
  const { terminal, answer: ended } = terminalFor(answer)
  return ended(await main(words, terminal))
}

/** A terminal whose text is kept. @param answers what each question is answered with. */
export function terminalFor(answers: Answering) {
  const [out, err]: [string[], string[]] = [[], []]
  const terminal: Terminal = {
    print: (text) => void out.push(text),
    say: (text) => void err.push(text),
    canAsk: answers !== null,
    ask: async (question) => {
      err.push(question)
      return typeof answers === 'function' ? answers(question) : answers
    },
    style: (_, text) => text,
    live: false,
    rewrite: (text) => void out.push(text),
  }
  const answer = (code: number): Answer => ({
    code,
    out: stripVTControlCharacters(out.join('\n')),
    err: err.join('\n'),
  })
  return { terminal, answer }
}
