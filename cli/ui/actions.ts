import { exitCodes } from '../exit-codes.ts'
import { namingLocal } from '../named-commands.ts'
import type { Terminal } from '../terminal.ts'
import { faultOf } from './fault.ts'

/** A command that the page has started: what it prints, and how it ended. */
export interface Action {
  readonly environment: string
  readonly name: string
  readonly at: Date
  /** The form that asked for it. */
  readonly form: URLSearchParams
  readonly lines: string[]
  state: 'under way' | 'done' | 'failed'
}

/** How many are remembered of each environment. */
const most = 8

/** What this page was used for, since its server started. */
export class Actions {
  readonly #all: Action[] = []

  /** The last ones, newest first. */
  of(environment: string): readonly Action[] {
    return this.#all.filter((one) => one.environment === environment).slice(0, most)
  }

  underWay(): readonly Action[] {
    return this.#all.filter(({ state }) => state === 'under way')
  }

  /** Runs a command as the terminal would, and keeps what it prints. */
  async run(
    environment: string,
    name: string,
    form: URLSearchParams,
    command: (terminal: Terminal) => Promise<number>,
  ): Promise<void> {
    const lines: string[] = []
    const action: Action = { environment, name, at: new Date(), form, lines, state: 'under way' }
    this.#all.unshift(action)
    const terminal = namingLocal(terminalOf(lines))
    try {
      const code = await command(terminal)
      action.state = code === exitCodes.done ? 'done' : 'failed'
    } catch (thrown) {
      terminal.say(faultOf(thrown))
      action.state = 'failed'
    }
  }
}

/** Nobody can answer there: the page's forms have asked before. */
const terminalOf = (lines: string[]): Terminal => ({
  print: (text) => void lines.push(...text.split('\n')),
  say: (text) => void lines.push(...text.split('\n')),
  canAsk: false,
  ask: async () => null,
  style: (_, text) => text,
  live: false,
  rewrite: () => undefined,
})
