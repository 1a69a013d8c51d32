import type { z } from 'zod'
import { NamedError } from '../../functions/contract/errors.ts'
import type { Terminal } from '../terminal.ts'

/** One question, which its flag answers, too. */
export interface Question<Value> {
  readonly flag: string
  readonly text: string
  /** What to choose from, printed before it is asked. */
  readonly choices?: readonly string[]
  /** What AWS tells: it is not asked. */
  readonly known?: string | null | undefined
  /** Taken where nobody answers; undefined: it has to be answered. */
  readonly otherwise?: string | undefined
  /** The answer as the environment file has it. */
  readonly read: (answer: string) => unknown
  /** What the environment file takes. */
  readonly takes: z.ZodType<Value>
  /** A right answer, as it is typed. */
  readonly example: string
  /** Said of a wrong answer, where the file has it in another shape than it is typed. */
  readonly expected?: string
}

/** Times that one question is asked. */
const most = 3

/** Asks one question after the other; those that nobody can answer are told all at once. */
export class Asker {
  readonly #terminal: Terminal
  readonly #given: Readonly<Record<string, string | undefined>>
  readonly #missing: { readonly flag: string; readonly text: string; readonly example: string }[] =
    []

  /** @param given answers from the command line, by the flag. */
  constructor(terminal: Terminal, given: Readonly<Record<string, string | undefined>>) {
    this.#terminal = terminal
    this.#given = given
  }

  /** @throws NamedError InvalidInput for an answer that the environment file does not take. */
  async ask<Value>(question: Question<Value>): Promise<Value | undefined> {
    const { flag, text, choices = [], known, otherwise } = question
    const given = this.#given[flag] ?? known
    if (given != null) return valueOf(question, given)
    const hint = otherwise === undefined || otherwise === '' ? '' : ` [${otherwise}]`
    for (const choice of choices) this.#terminal.say(`  ${choice}`)
    for (let tries = 1; ; tries++) {
      const typed = await this.#terminal.ask(`${text}${hint}: `)
      const answer = typed?.trim() || otherwise
      if (answer === undefined && typed === null) {
        this.#missing.push(question)
        return undefined
      }
      const fault = faultOf(question, answer ?? '')
      if (fault === null || typed === null || tries === most) return valueOf(question, answer ?? '')
      this.#terminal.say(fault)
    }
  }

  /** @throws NamedError InvalidInput if any question was left without an answer. */
  refuseMissing(): void {
    if (this.#missing.length === 0) return
    throw new NamedError(
      'InvalidInput',
      [
        'There is no terminal to ask on, and no answer was given or found. Nothing was written. ' +
          'Run it in a terminal, or add these options, with values of your own:',
        ...this.#missing.map(
          ({ flag, text, example }) => `  --${flag} ${quotedForShell(example)}   (${text})`,
        ),
      ].join('\n'),
    )
  }
}

const quotedForShell = (text: string): string => (/\s/.test(text) ? `"${text}"` : text)

function faultOf<Value>(question: Question<Value>, answer: string): string | null {
  const { read, takes, expected, example } = question
  const { error } = takes.safeParse(read(answer))
  if (error === undefined) return null
  const said = expected ?? error.issues[0]?.message ?? 'expected another value'
  return `found "${answer}", ${said}${said.includes(example) ? '' : `, such as ${example}`}`
}

function valueOf<Value>(question: Question<Value>, answer: string): Value {
  const fault = faultOf(question, answer)
  if (fault !== null)
    throw new NamedError('InvalidInput', `--${question.flag}: ${fault}. Nothing was written.`)
  return question.takes.parse(question.read(answer))
}
