import { setTimeout } from 'node:timers/promises'
import { quantity, shownCount } from '../functions/contract/quantity.ts'
import { startClient, type ClientReport, type TokenClient } from './client/start-client.ts'
import type { TokenTruth } from './seed/token-truth.ts'
import type { DatabaseServer } from './server/server-software.ts'

/** ms for which it is measured before the run: what the run's latency is compared with. */
const idle = 3000

/**
 * Starts a client that sends 20 requests a second, on a clock that starts at the run's, and lets it
 * meet the idle server for a moment.
 */
export async function ownClient(
  server: DatabaseServer,
  truth: TokenTruth,
  now: Date,
): Promise<TokenClient> {
  const began = performance.now()
  const client = await startClient({
    engine: server.engine,
    host: server.host,
    port: server.port,
    user: server.rootUser,
    password: server.rootPassword,
    database: 'apim_db',
    now: () => new Date(now.getTime() + performance.now() - began),
    perSecond: 20,
    truth,
  })
  await setTimeout(idle)
  client.endOfIdle()
  return client
}

/** What it did during the run, in a line. */
export const meanwhile = ({ issued, refreshed, lost, latency, idle: before }: ClientReport) =>
  `meanwhile a client issued ${shownCount(issued)} and refreshed ` +
  `${quantity(refreshed, 'token')}: ` +
  `${lost.length} lost, p99 ${latency.p99.toFixed(0)} ms` +
  (before === null ? '' : ` (on the idle server ${before.p99.toFixed(0)} ms)`)
