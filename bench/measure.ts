import { readFile, rename, rm } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openScratch } from '../local/scratch.ts'
import { copyFolder } from '../local/server/copy-folder.ts'
import type { ServerSoftware } from '../local/server/server-software.ts'
import { accessTo } from './access.ts'
import type { Replica } from './bench-engine.ts'
import type { Say } from './build-database.ts'
import type { Contender } from './contenders.ts'
import { countRows, type Shape } from './dataset.ts'
import { benchEngine } from './engines.ts'
import { faultsLeft } from './faults-left.ts'
import { startLoad, type Load } from './load.ts'
import { folderBytes, processSeconds } from './machine.ts'
import type { Result } from './result.ts'
import { runPurge } from './run-purge.ts'

/** One database of a shape, ready to be copied, and the circumstances all runs on it share. */
export interface Ground {
  readonly software: ServerSoftware
  readonly shape: Shape
  /** The built data directory; the last to use it may take it away. */
  readonly built: string
  readonly last: boolean
  /** Bytes of the buffer pool. */
  readonly pool: number
  readonly say: Say
  /** Folder of the local S3. */
  readonly buckets: string
  /** Whether a replica follows the server. */
  readonly replica: boolean
}

export interface LoadSettings {
  readonly perSecond: number
  readonly connections: number
  readonly waves: number | null
  readonly warmUpSeconds: number
  /** How long it is measured without a purge, for comparison. */
  readonly idleSeconds: number
}

/** Lets one contender purge a copy of the database; `load` null for none beside it. */
export async function measure(
  ground: Ground,
  contender: Contender,
  load: LoadSettings | null,
): Promise<Result> {
  const { software, shape, built, pool, say, buckets } = ground
  const dataDirectory = join(openScratch().folder, 'contender')
  await (ground.last ? rename(built, dataDirectory) : copyFolder(built, dataDirectory))
  const engine = await benchEngine(software.engine)
  const server = await software.start({
    dataDirectory,
    timeZone: '+00:00',
    settings: engine.serverSettings(pool),
  })
  const access = accessTo(server)
  const observer = await engine.open(access)
  let foreground: Load | null = null
  let replica: Replica | null = null
  try {
    await contender.prepare?.(server)
    await observer.warmUp()
    if (ground.replica)
      replica = (await engine.startReplica?.({ source: server, built, pool })) ?? null
    const launches = await contender.launches(server, access)
    foreground =
      load &&
      (await startLoad({
        engine: software.engine,
        access,
        shape,
        perSecond: load.perSecond,
        connections: load.connections,
        waves: load.waves,
      }))
    if (load !== null) {
      await sleep(load.warmUpSeconds * 1000)
      foreground?.phase('idle')
      await sleep(load.idleSeconds * 1000)
    }
    const before = await observer.counters()
    const [loadAverage, cpu] = [loadavg()[0] ?? 0, processSeconds(server.pid)]
    const progress = setInterval(
      () =>
        void observer
          .counters()
          .then(({ deletedRows }) => {
            // MariaDB's counter stays 0.
            const deleted = deletedRows - before.deletedRows
            if (deleted > 0) say(`    ${deleted.toLocaleString('en-US')} rows deleted`)
          })
          .catch(() => undefined),
      15_000,
    )
    foreground?.phase('purge')
    const run = await runPurge(launches).finally(() => clearInterval(progress))
    const loadAverageAfter = loadavg()[0] ?? 0
    const lag = replica && (await replica.caughtUp())
    foreground?.phase('after')
    // Under load it is never quiet: what comes later is not counted then.
    const settleSeconds = load === null ? await observer.settle() : null
    const [after, cpuAfter] = [await observer.counters(), processSeconds(server.pid)]
    const phases = (await foreground?.end()) ?? {}
    const { dead } = countRows(shape)
    return {
      contender: contender.name,
      load: load?.perSecond ?? 0,
      ...run,
      tokensPerSecond: dead.tokens / run.seconds,
      rowsPerSecond: (dead.tokens + dead.scopes + dead.codes) / run.seconds,
      archiveBytes: await folderBytes(buckets),
      lag,
      settleSeconds,
      serverSeconds: cpu === null || cpuAfter === null ? null : cpuAfter - cpu,
      redoBytes: after.redoBytes - before.redoBytes,
      binlogBytes:
        after.binlogBytes === null || before.binlogBytes === null
          ? null
          : after.binlogBytes - before.binlogBytes,
      idle: phases.idle ?? null,
      during: phases.purge ?? null,
      loadAverage: [loadAverage, loadAverageAfter],
      faults: await faultsLeft(observer, shape),
    }
  } catch (error) {
    if (server.running) throw error
    const lastLines = (await readFile(server.errorLog, 'utf8')).trim().split('\n').slice(-5)
    throw new Error(`the server stopped; its log ends with:\n${lastLines.join('\n')}`, {
      cause: error,
    })
  } finally {
    foreground?.kill()
    await replica?.stop()
    observer.destroy()
    await server.stop()
    for (const folder of [dataDirectory, buckets])
      await rm(folder, { recursive: true, force: true })
  }
}
