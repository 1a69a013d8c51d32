import { exitCodes } from '../exit-codes.ts'
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
  await untilInterrupted(terminal, served)
  await served.close()
  return exitCodes.done
}

/** A command that the page has started ends with this process, so the first Ctrl-C asks. */
async function untilInterrupted(terminal: Terminal, { actions }: Served): Promise<void> {
  for (let asked = false; ; asked = true) {
    await new Promise<void>((done) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done())
    })
    const left = actions.underWay()
    if (asked || left.length === 0) return
    const names = left.map(({ environment, name }) => `${name} of ${environment}`)
    terminal.say(
      `Still under way: ${names.join(', ')}. Ctrl-C once more ends it; what it has written ` +
        'stays, such as the switch of a cancel (drydock resume).',
    )
  }
}
