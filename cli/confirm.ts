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
  const nobody = nobodyToAsk(terminal, yes)
  if (nobody !== null) return nobody
  const answer = await terminal.ask(`${question} [y/N] `)
  if (answer !== null && /^y(es)?$/i.test(answer.trim())) return null
  terminal.say('Nothing was changed.')
  return exitCodes.notConfirmed
}

/**
 * Before the work whose outcome the question is about.
 * @returns null if there is somebody, or need not be; otherwise the exit code.
 */
export function nobodyToAsk(terminal: Terminal, yes: boolean | undefined): number | null {
  if (yes === true || terminal.canAsk) return null
  terminal.say(
    'Nothing was changed: there is no terminal to ask on. To run without one, add --yes.',
  )
  return exitCodes.notConfirmed
}
