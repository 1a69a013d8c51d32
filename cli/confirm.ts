import { exitCodes } from './exit-codes.ts'
import type { Terminal } from './terminal.ts'

/**
 * Asks before something is changed.
 * @returns null if it may be, otherwise the exit code.
 */
export async function notConfirmed(
  terminal: Terminal,
  question: string,
  yes: boolean | undefined,
): Promise<number | null> {
  if (yes === true) return null
  const answer = await terminal.ask(`${question} [y/N] `)
  if (answer !== null && /^y(es)?$/i.test(answer.trim())) return null
  terminal.say(
    answer === null
      ? 'Nothing was changed: there is no terminal to ask on. To run without one, add --yes.'
      : 'Nothing was changed.',
  )
  return exitCodes.notConfirmed
}
