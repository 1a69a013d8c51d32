import { styleText } from 'node:util'
import { createLogUpdate } from 'log-update'
import { Lines } from './lines.ts'

type Style = Parameters<typeof styleText>[0]

/** Where a command prints and asks. */
export interface Terminal {
  /** What was asked for: stdout. */
  print(text: string): void
  /** What else there is to say, so that scripts need not skip it: stderr. */
  say(text: string): void
  /** null where nobody can answer. */
  ask(question: string): Promise<string | null>
  readonly canAsk: boolean
  /** Plain where there is no terminal, or NO_COLOR is set. */
  style(style: Style, text: string): string
  /** Whether what was printed may be written over. */
  readonly live: boolean
  /** Writes over what it wrote last; only where that may be. */
  rewrite(text: string): void
}

export function processTerminal(): Terminal {
  const { stdin, stdout, stderr } = process
  // A reader such as head may have had enough.
  stdout.on('error', () => process.exit())
  const lines = new Lines(stdin, stderr)
  let moving: ReturnType<typeof createLogUpdate> | undefined
  return {
    print: (text) => void stdout.write(`${text}\n`),
    say: (text) => void stderr.write(`${text}\n`),
    canAsk: stdin.isTTY === true,
    async ask(question) {
      if (!stdin.isTTY) return null
      const line = await lines.ask(question)
      if (line !== null) return line
      // Ctrl-C or Ctrl-D: what is asked for has not begun.
      stderr.write('\nNo answer, so nothing was changed.\n')
      return process.exit(130)
    },
    style: (style, text) => styleText(style, text, { stream: stdout }),
    // A terminal without a size would show nothing of what is fitted into it.
    live: stdout.isTTY === true && stdout.columns !== 0 && process.env.TERM !== 'dumb',
    // Keeps the cursor visible, so that nothing needs restoring however the process ends.
    rewrite: (text) => (moving ??= createLogUpdate(stdout, { showCursor: true }))(text),
  }
}
