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

/** With somebody who answers each question. */
export async function answering(answer: string | null, ...words: string[]): Promise<Answer> {
  const { terminal, answer: ended } = terminalFor(answer)
  return ended(await main(words, terminal))
}

/** A terminal whose text is kept. @param answers what each question is answered with. */
export function terminalFor(answers: string | null) {
  const [out, err]: [string[], string[]] = [[], []]
  const terminal: Terminal = {
    print: (text) => void out.push(text),
    say: (text) => void err.push(text),
    ask: async (question) => {
      err.push(question)
      return answers
    },
    style: (_, text) => text,
    live: false,
  }
  const answer = (code: number): Answer => ({
    code,
    out: stripVTControlCharacters(out.join('\n')),
    err: err.join('\n'),
  })
  return { terminal, answer }
}
