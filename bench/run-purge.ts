import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { openScratch } from '../local/scratch.ts'
import type { Launch } from '../local/server/server-software.ts'
import { childReportSchema, type Phases } from './job.ts'

export interface PurgeRun {
  readonly seconds: number
  /** Of the process that purges; null where this system does not tell. */
  readonly peakBytes: number | null
  readonly batches: number | null
  /** Of Drydock's own work. */
  readonly phases: Phases | null
  /** The share of the time that it was given at each second; of Drydock as deployed. */
  readonly pace: readonly number[] | null
}

/**
 * Runs a purge's processes, one after the other, from the start of the first to the end of the
 * last.
 * @throws Error with the last lines of one that fails
 */
export async function runPurge(launches: readonly Launch[]): Promise<PurgeRun> {
  const started = performance.now()
  const ended = []
  for (const launch of launches) ended.push(await runOne(launch))
  const peaks = ended.flatMap(({ peakBytes }) => peakBytes ?? [])
  return {
    seconds: (performance.now() - started) / 1000,
    peakBytes: peaks.length === 0 ? null : Math.max(...peaks),
    batches: ended.at(-1)?.batches ?? null,
    phases: ended.at(-1)?.phases ?? null,
    pace: ended.at(-1)?.pace ?? null,
  }
}

async function runOne({
  file,
  arguments: words,
  environment,
}: Launch): Promise<Omit<PurgeRun, 'seconds'>> {
  const child = spawn(file, words, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LC_ALL: 'C', ...environment },
  })
  const { pid } = child
  const ended = new Promise<number | null>(
    (resolve, reject) => void child.once('error', reject).once('close', resolve),
  )
  if (pid === undefined) throw new Error(`${file} was not started: ${await ended.catch(String)}`)
  const untrack = openScratch().track(pid)
  let [output, errors, peak] = ['', '', 0]
  child.stdout
    .setEncoding('utf8')
    .on('data', (text: string) => (output = (output + text).slice(-65_536)))
  child.stderr
    .setEncoding('utf8')
    .on('data', (text: string) => (errors = (errors + text).slice(-65_536)))
  // The system keeps the high-water mark itself: what is missed is only what grows in the last
  // moment.
  const watch = setInterval(() => (peak = Math.max(peak, highWater(pid))), 100)
  const code = await ended.finally(() => (clearInterval(watch), untrack()))
  if (code !== 0)
    throw new Error(
      `${words.find((word) => !word.startsWith('-')) ?? file} failed (${code ?? 'killed'}): ` +
        `${(errors || output).trim().split('\n').slice(-5).join('\n')}`,
    )
  const report = childReportSchema.safeParse(lastJson(output))
  peak = Math.max(peak, report.data?.peakBytes ?? 0)
  return {
    peakBytes: peak === 0 ? null : peak,
    batches: report.data?.batches ?? null,
    phases: report.data?.phases ?? null,
    pace: report.data?.pace ?? null,
  }
}

function lastJson(output: string): unknown {
  try {
    return JSON.parse(output.trim().split('\n').at(-1) ?? '')
  } catch {
    return null
  }
}

/** Linux alone has it; elsewhere only Drydock's own report of itself is left. */
function highWater(pid: number): number {
  try {
    return (
      Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) *
      1024
    )
  } catch {
    return 0
  }
}
