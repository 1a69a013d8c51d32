import { exitCodes } from '../exit-codes.ts'
import { interrupted } from '../interrupted.ts'
import type { Terminal } from '../terminal.ts'
import { serveUi, type Served } from '../ui/serve.ts'

/** Serves the page until Ctrl-C. */
export async function ui(terminal: Terminal): Promise<number> {
  const served = await serveUi()
  terminal.print(served.url)
  terminal.say(
    'Open it in a browser on this computer. Whoever has the address can do what your AWS ' +
      'credentials allow, so keep it to yourself; it holds until Ctrl-C.',
  )
  await interrupted()
  const left = underWay(served)
  if (left !== '') {
    terminal.say(
      `Still under way: ${left}. What was changed holds; it waits for what comes of that. ` +
        'Ctrl-C once more ends the wait.',
    )
    await interrupted()
    // A command that waits for hours would keep this process for as long.
    if (underWay(served) !== '') process.exit(exitCodes.interrupted)
  }
  await served.close()
  return exitCodes.done
}

/** The commands that the page has started and that have not ended. */
const underWay = ({ actions }: Served): string =>
  actions
    .underWay()
    .map(({ environment, name }) => `${name} of ${environment}`)
    .join(', ')
