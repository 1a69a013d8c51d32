import { setTimeout as sleep } from 'node:timers/promises'
import { randomUUID } from 'node:crypto'
import { storesOf } from '../engines/stores.ts'
import { consumerApps, scopeNames } from '../seed/token-rows.ts'
import type { TokenTruth } from '../seed/token-truth.ts'
import { latencyOf, type Latency } from './latency.ts'
import { seededTokens } from './seeded-tokens.ts'
import {
  findToken,
  insertToken,
  lostTokens,
  newToken,
  retireToken,
  tokenTable,
  type Token,
} from './token-requests.ts'

export interface ClientOptions {
  readonly engine: string
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
  /** The clock whose wall time is written into the rows. */
  readonly now: () => Date
  readonly perSecond: number
  /** Lets the client use seeded tokens too. */
  readonly truth?: TokenTruth
}

export interface ClientReport {
  readonly issued: number
  readonly refreshed: number
  readonly revoked: number
  readonly lookups: number
  /** Transactions retried after a deadlock or a lock wait. */
  readonly retries: number
  /** The first hundred. */
  readonly errors: readonly string[]
  /** Latency of a request in ms, from the moment it was due. */
  readonly latency: Latency
  /** The same before endOfIdle() was called; null if it never was. */
  readonly idle: Latency | null
  /** Keys of tokens that should have been live and complete but were not. */
  readonly lost: readonly string[]
  /** Seeded tokens it refreshed. */
  readonly touchedSeedTokens: ReadonlySet<string>
}

export interface TokenClient {
  /** What was measured until now was on an idle server. */
  readonly endOfIdle: () => void
  /** Stops the load, reads its tokens back and reports. */
  readonly stop: () => Promise<ClientReport>
}

const mostErrors = 100

/**
 * An application under load, like API Manager 2.5.0: an open loop, so that a slow database shows as
 * latency, not as less load.
 */
export async function startClient({
  now,
  perSecond,
  truth,
  engine,
  ...access
}: ClientOptions): Promise<TokenClient> {
  const pool = (await storesOf(engine)).openPool(access, 8)
  try {
    await pool.select({ table: tokenTable, columns: ['TOKEN_ID'], where: [['TOKEN_ID', '=', '']] })
  } catch (error) {
    await pool.close()
    throw error
  }
  const name = randomUUID().slice(0, 8)
  const seeded = seededTokens(truth)
  /** Its live tokens; one that a request is using is removed meanwhile. */
  const live: Token[] = []
  const done = { issued: 0, refreshed: 0, revoked: 0, lookups: 0, retries: 0 }
  const errors: string[] = []
  const lost = new Set<string>()
  const touchedSeedTokens = new Set<string>()
  let latencies: number[] = []
  let idle: Latency | null = null
  const onRetry = (): void => void (done.retries += 1)

  function take(): Token | undefined {
    const at = Math.floor(Math.random() * live.length)
    const token = live[at]
    const last = live.pop()
    if (token !== undefined && last !== undefined && last !== token) live[at] = last
    return token
  }

  async function issue(): Promise<void> {
    // A different user for each token: CON_APP_KEY allows one ACTIVE token per user, application
    // and set of scopes.
    const at = done.issued
    const token = newToken(
      1 + (at % consumerApps),
      `client-${name}-${randomUUID()}`,
      scopeNames.slice(0, 1 + (at % scopeNames.length)),
    )
    await pool.transaction((tables) => insertToken(tables, token, now()), onRetry)
    done.issued += 1
    live.push(token)
  }

  async function refresh(old: Token): Promise<void> {
    const token = newToken(old.app, old.user, old.scopes)
    const found = await pool.transaction(async (tables) => {
      if (!(await retireToken(tables, old.id, 'INACTIVE'))) return false
      await insertToken(tables, token, now())
      return true
    }, onRetry)
    if (!found) return void lost.add(old.id)
    done.refreshed += 1
    live.push(token)
  }

  async function revoke(token: Token): Promise<void> {
    const found = await pool.transaction(
      (tables) => retireToken(tables, token.id, 'REVOKED'),
      onRetry,
    )
    if (found) done.revoked += 1
    else lost.add(token.id)
  }

  async function lookUp(token: Token): Promise<void> {
    if (!(await findToken(pool, token.access))) lost.add(token.id)
    done.lookups += 1
  }

  async function request(): Promise<void> {
    const dice = Math.random()
    if (dice < 0.35 || live.length === 0) return issue()
    if (dice < 0.45) {
      const token = take()
      return token === undefined ? undefined : revoke(token)
    }
    if (dice < 0.6) {
      const old = dice < 0.48 ? seeded.nextRefreshable() : undefined
      // Before the request: whatever its outcome, the row is no longer as seeded.
      if (old !== undefined) touchedSeedTokens.add(old.id)
      const token = old ?? take()
      return token === undefined ? undefined : refresh(token)
    }
    const known = dice < 0.7 ? seeded.anyValid() : undefined
    if (known !== undefined) return lookUp(known)
    const token = take()
    if (token === undefined) return
    try {
      await lookUp(token)
    } finally {
      live.push(token)
    }
  }

  const running = new Set<Promise<void>>()
  function run(due: number): void {
    const one = request()
      .catch(
        (error: unknown) =>
          void (
            errors.length < mostErrors &&
            errors.push(error instanceof Error ? error.message : String(error))
          ),
      )
      .then(() => {
        latencies.push(performance.now() - due)
        running.delete(one)
      })
    running.add(one)
  }

  const start = performance.now()
  let sent = 0
  const timer = setInterval(() => {
    for (; sent < ((performance.now() - start) / 1000) * perSecond; sent += 1)
      run(start + (sent / perSecond) * 1000)
  }, 5)

  async function end(): Promise<ClientReport> {
    clearInterval(timer)
    await Promise.all(running)
    try {
      for (const id of await patiently(() => lostTokens(pool, live))) lost.add(id)
    } finally {
      await pool.close()
    }
    const latency = latencyOf(latencies)
    return { ...done, errors, latency, idle, lost: [...lost], touchedSeedTokens }
  }
  let ended: Promise<ClientReport> | undefined
  return {
    endOfIdle() {
      idle = latencyOf(latencies)
      latencies = []
    },
    stop: () => (ended ??= end()),
  }
}

/** A restarting server answers within seconds. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await ask()
    } catch (error) {
      if (tries === 30) throw error
      await sleep(1000)
    }
  }
}
