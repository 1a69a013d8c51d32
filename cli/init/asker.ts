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
}

/** Times that one question is asked. */
const most = 3

/** Asks one question after the other; those that nobody can answer are told all at once. */
export class Asker {
  readonly #terminal: Terminal
  readonly #given: Readonly<Record<string, string | undefined>>
  readonly #missing: string[] = []

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
        this.#missing.push(flag)
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
      'There is no terminal to ask on, and no answer was given or found for ' +
        `${this.#missing.map((flag) => `--${flag}`).join(', ')}. Nothing was written. Give them ` +
        'as options, or run it in a terminal.',
    )
  }
}

function faultOf<Value>({ read, takes }: Question<Value>, answer: string): string | null {
  const { error } = takes.safeParse(read(answer))
  if (error === undefined) return null
  return `found "${answer}", ${error.issues[0]?.message ?? 'expected another value'}`
}

function valueOf<Value>(question: Question<Value>, answer: string): Value {
  const fault = faultOf(question, answer)
  if (fault !== null)
    throw new NamedError('InvalidInput', `--${question.flag}: ${fault}. Nothing was written.`)
  return question.takes.parse(question.read(answer))
}
