import { findToken } from '../local/client/token-requests.ts'
import { storesOf } from '../local/engines/stores.ts'
import { loadJobSchema, readJob } from './job.ts'
import { percentiles, type PhaseReport } from './percentiles.ts'
import { whileRunning, type Span } from './standstill.ts'
import { tokenRequests } from './token-mix.ts'

// The foreground load, in a process of its own: neither the purge's event loop nor the bench's may
// slow it.
const job = await readJob(loadJobSchema)
const pool = (await storesOf(job.engine)).openPool(job.access, job.connections)
const mix = tokenRequests(pool, job.shape)
// Each finds no connection at rest, and opens one.
await Promise.all(Array.from({ length: job.connections }, () => findToken(pool, 'none')))

/**
 * ms that a timer of this process may be late. When it is later, the machine did not let the load
 * run, which is nothing that the server did.
 */
const longestWait = 20

interface Phase {
  requests: Span[]
  errors: string[]
  retries: number
}
const phases = new Map<string, Phase>()
const running = new Set<Promise<void>>()
let phase = 'warm-up'

/** An open loop: a request counts from when it was due, however long it had to wait to be sent. */
function send(due: number): void {
  const at = phases.get(phase) ?? { requests: [], errors: [], retries: 0 }
  phases.set(phase, at)
  const one = mix
    .next(() => void at.retries++)
    .catch(
      (error: unknown) =>
        void at.errors.push(error instanceof Error ? error.message : String(error)),
    )
    .then(() => {
      at.requests.push({ from: due, to: performance.now() })
      running.delete(one)
    })
  running.add(one)
}

/** When the purge began. */
let purging = Infinity
/** Whether the load is away at an instant: it begins away. */
const away = (at: number): boolean =>
  job.waves !== null && at >= purging && Math.floor((at - purging) / job.waves / 1000) % 2 === 0

const started = performance.now()
let sent = 0
let ending = false
/** Of this process. */
const standstills: Span[] = []
let wakes = started
function tick(): void {
  const now = performance.now()
  if (now - wakes > longestWait) standstills.push({ from: wakes, to: now })
  const due = () => started + (sent * 1000) / job.perSecond
  for (; due() <= performance.now(); sent++) if (!away(due())) send(due())
  wakes = Math.max(performance.now(), due())
  if (!ending) setTimeout(tick, Math.max(0, due() - performance.now()))
}
tick()

process.on('message', (message: unknown) => {
  if (typeof message === 'string' && message !== 'end') phase = message
  if (message === 'purge') purging = performance.now()
  if (message !== 'end') return
  ending = true
  void Promise.all(running).then(async () => {
    const reports = Object.fromEntries(
      [...phases].map(([name, { requests, errors, retries }]): [string, PhaseReport] => [
        name,
        {
          ...percentiles(whileRunning(requests, standstills)),
          requests: requests.length,
          leftOut: requests.length - whileRunning(requests, standstills).length,
          retries,
          errors: errors.length,
          error: errors[0] ?? null,
        },
      ]),
    )
    await pool.close()
    process.send?.(reports, () => process.disconnect())
  })
})
