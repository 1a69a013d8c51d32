import { createInterface } from 'node:readline/promises'
import type { Ask } from './approval-here.ts'

/** Asks on this process's terminal; null if it has none. */
export function ownTerminal(): Ask | null {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return null
  return async (question, signal) => {
    const lines = createInterface({ input: process.stdin, output: process.stdout })
    // Its own listener would swallow Ctrl-C, which ends the process.
    lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'))
    const closed = new Promise<null>((resolve) => lines.once('close', () => resolve(null)))
    try {
      return await Promise.race([lines.question(question, { signal }).catch(() => null), closed])
    } finally {
      lines.close()
    }
  }
}
