import { join } from 'node:path'
import type { Production } from './start-production.ts'

/** Says how to connect and how to put rows back, and waits for Ctrl-C. */
export async function untilInterrupted(
  { server, engine }: Production,
  out: string,
  options: string,
  say: (line: string) => void,
): Promise<never> {
  say(
    `production runs until Ctrl-C on 127.0.0.1:${server.port}: ` +
      engine.clientCommand(server, 'apim_db'),
  )
  say(
    `to put the deleted rows back: npm run undo -- --archive ${join(out, 'archive')} ` +
      `--connection ${server.clientOptions} --engine ${server.engine}`,
  )
  say(`to look at it, and to start more runs, as an operator: npx drydock status ${options}`)
  return new Promise<never>(() => setInterval(() => undefined, 60_000))
}
