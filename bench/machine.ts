import { readdirSync, readFileSync } from 'node:fs'
import { readdir, stat, statfs } from 'node:fs/promises'
import { arch, cpus, loadavg, release, tmpdir, totalmem, type } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'

export const machineSchema = z.object({
  processor: z.string(),
  cores: z.number(),
  memoryBytes: z.number(),
  system: z.string(),
  node: z.string(),
  /** At the bench's start: what else ran. */
  loadAverage: z.array(z.number()),
})
export type Machine = z.infer<typeof machineSchema>

export function describeMachine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryBytes: totalmem(),
    system: `${type()} ${release()} ${arch()}`,
    node: process.version,
    loadAverage: loadavg().map((value) => Number(value.toFixed(2))),
  }
}

/** Bytes of all files below a folder; none where there is none. */
export async function folderBytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

/**
 * CPU time in s that a process and its children have used, those that have ended too: a server may
 * have a process for each connection. Null where this system does not tell.
 */
export function processSeconds(pid: number): number | null {
  const own = usage(pid)
  if (own === null) return null
  const children = readdirSync('/proc').flatMap((name) => {
    const one = /^\d+$/.test(name) ? usage(Number(name)) : null
    return one?.parent === pid ? [one.running] : []
  })
  return children.reduce((sum, seconds) => sum + seconds, own.running + own.ended)
}

/** Its own CPU time, and that of its children that have ended, in s. */
function usage(pid: number): { parent: number; running: number; ended: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // After the name in parentheses, which may hold anything: the parent is the second field, then
    // user and system time in ticks, of which Linux counts 100 a second.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const seconds = (at: number) => (Number(fields[at]) + Number(fields[at + 1])) / 100
    return { parent: Number(fields[1]), running: seconds(11), ended: seconds(13) }
  } catch {
    return null
  }
}

/**
 * Measured: a token with its scopes, its share of codes and all indexes; beside the data, redo log,
 * binary log and undo.
 */
const [bytesOfToken, bytesBeside] = [2400, 4e9]

/**
 * What a bench of so many rows needs while it runs: the database, its copy and that copy's logs.
 * @throws Error where the scratch folder's disk has not that much
 */
export async function checkDisk(rows: number): Promise<number> {
  const needed = 2 * rows * bytesOfToken + rows * 1000 + bytesBeside
  const { bavail, bsize } = await statfs(tmpdir())
  if (bavail * bsize < needed)
    throw new Error(
      `${rows.toLocaleString('en-US')} rows need about ${(needed / 1e9).toFixed(1)} GB in ` +
        `${tmpdir()}, and ${((bavail * bsize) / 1e9).toFixed(1)} GB are free. Take fewer ` +
        '--rows, or set TMPDIR to a larger disk.',
    )
  return needed
}
