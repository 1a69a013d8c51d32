import { stripVTControlCharacters } from 'node:util'
import { main } from '../../cli/main.ts'

export interface Answer {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs a command as `drydock` does, without a process of its own and without a terminal. */
export const drydock = (...words: string[]): Promise<Answer> => answering(null, ...words)

/** With somebody who answers each question. */
export async function answering(answer: string | null, ...words: string[]): Promise<Answer> {
  const [out, err]: [string[], string[]] = [[], []]
  const code = await main(words, {
    print: (text) => void out.push(text),
    say: (text) => void err.push(text),
    ask: async (question) => {
      err.push(question)
      return answer
    },
    style: (_, text) => text,
    live: false,
  })
  return { code, out: stripVTControlCharacters(out.join('\n')), err: err.join('\n') }
}
