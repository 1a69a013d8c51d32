import { fork } from 'node:child_process'
import { join } from 'node:path'
import { z } from 'zod'
import { openScratch } from '../local/scratch.ts'
import { writeJob, type LoadJob } from './job.ts'
import { phaseReportSchema, type PhaseReport } from './percentiles.ts'

export interface Load {
  /** Requests that are due from now on count under this name. */
  phase(name: string): void
  /** No more requests; the last ones are waited for. @returns each phase's report. */
  end(): Promise<Readonly<Record<string, PhaseReport>>>
  /** At once; nothing where it has ended. */
  kill(): void
}

/** Starts the foreground load; its first phase is 'warm-up'. */
export async function startLoad(job: LoadJob): Promise<Load> {
  const child = fork(join(import.meta.dirname, 'load-process.ts'), [await writeJob(job)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const untrack = child.pid === undefined ? () => undefined : openScratch().track(child.pid)
  const report = new Promise<unknown>((resolve, reject) => {
    child.once('message', resolve)
    child.once('error', reject)
    child.once(
      'exit',
      (code) => (untrack(), reject(new Error(`the load ended by itself (${code ?? 'killed'})`))),
    )
  })
  // Whoever ends the load hears of it; until then it is nobody's.
  report.catch(() => undefined)
  return {
    phase: (name) => void child.send(name),
    async end() {
      if (child.connected) child.send('end')
      return z.record(z.string(), phaseReportSchema).parse(await report)
    },
    kill: () => void child.kill('SIGKILL'),
  }
}
