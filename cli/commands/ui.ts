import { exitCodes } from '../exit-codes.ts'
import type { Terminal } from '../terminal.ts'
import { serveUi } from '../ui/serve.ts'

/** Serves the page until Ctrl-C. */
export async function ui(terminal: Terminal): Promise<number> {
  const served = await serveUi()
  terminal.print(served.url)
  terminal.say(
    'Open it in a browser on this computer. Whoever has the address sees what your ' +
      'AWS credentials allow you to see, so keep it to yourself; it holds until Ctrl-C.',
  )
  await new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done())
  })
  await served.close()
  return exitCodes.done
}
