import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/**
 * A port of 127.0.0.1 for later use: below the ephemeral ports, which outgoing connections use
 * meanwhile.
 */
export async function applicationPort(): Promise<number> {
  for (let tries = 1; tries <= 50; tries++) {
    const port = randomInt(20_000, 32_000)
    const free = await new Promise<boolean>((resolve) => {
      const probe = createServer().once('error', () => resolve(false))
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
    })
    if (free) return port
  }
  throw new Error('found no free port between 20000 and 32000 on 127.0.0.1')
}
