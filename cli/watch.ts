import { NamedError } from '../functions/contract/errors.ts'
import { inOurWords } from './aws/trouble.ts'
import { exitCodes } from './exit-codes.ts'
import { interrupted } from './interrupted.ts'
import { News, stamped } from './news.ts'
import { printStatus, shownStatus, shownSwitch } from './print-status.ts'
import type { WholeStatus } from './status-of.ts'
import type { Terminal } from './terminal.ts'

type Look = () => Promise<readonly WholeStatus[]>

/**
 * Shows the status until Ctrl-C: written over itself on a terminal; elsewhere once, and then a line
 * for each change.
 * @param between ms between two looks.
 */
export async function watch(terminal: Terminal, look: Look, between = 3_000): Promise<number> {
  const ended = interrupted().then(() => null)
  const show = terminal.live ? rewriting(terminal) : telling(terminal)
  for (;;) {
    const all = await Promise.race([ended, looked(terminal, look)])
    if (all === null) return exitCodes.done
    if (all.length > 0) show(all)
    const timer = Promise.withResolvers<boolean>()
    const timeout = setTimeout(() => timer.resolve(true), between)
    const goesOn = await Promise.race([ended, timer.promise])
    clearTimeout(timeout)
    if (goesOn === null) return exitCodes.done
  }
}

/** Nothing where AWS does not answer for a moment: the next look may see more. */
async function looked(terminal: Terminal, look: Look): Promise<readonly WholeStatus[]> {
  try {
    return await look()
  } catch (thrown) {
    const error = inOurWords(thrown)
    if (!(error instanceof NamedError && error.name === 'AwsUnavailable')) throw thrown
    terminal.say(stamped(`${error.name}: ${error.message}`))
    return []
  }
}

const rewriting = (terminal: Terminal) => (all: readonly WholeStatus[]) => {
  const lines: string[] = []
  for (const one of all) printStatus({ ...terminal, print: (text) => lines.push(text) }, one)
  terminal.rewrite(lines.join('\n'))
}

function telling(terminal: Terminal) {
  const news = new News()
  let isFirst = true
  return (all: readonly WholeStatus[]) => {
    if (isFirst) for (const one of all) printStatus(terminal, one)
    for (const status of all) {
      const { environment, runs } = status
      const lines = [
        { of: environment, state: shownSwitch(status), text: shownSwitch(status) },
        ...runs.toReversed().map((one) => ({
          of: `${environment} ${one.run}`,
          state: `${one.status} ${one.state}`,
          text: shownStatus(one),
        })),
      ]
      for (const { of, state, text } of lines)
        if (news.isNew(of, state, text) && !isFirst) terminal.print(stamped(`${of}  ${text}`))
    }
    isFirst = false
  }
}
