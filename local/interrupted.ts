import { readdir } from 'node:fs/promises'
import { plural, quantity } from '../functions/contract/quantity.ts'
import type { Scratch } from './scratch.ts'

interface Watched {
  /** The state that the run is in; null before and after it. */
  readonly state: () => string | null
  /** Database servers that run beside production. */
  readonly clones: () => number
  readonly folder: string
  readonly say: (line: string) => void
  /** Ends what else is shown: a run whose servers stop reports failures. */
  readonly silence: () => void
}

/**
 * Says at Ctrl-C that it takes a moment, and after it what was stopped and what is kept. To be
 * called before anything else is registered for cleanup: the last registered is cleaned first.
 */
export function tellInterruption(
  scratch: Pick<Scratch, 'onCleanup'>,
  { say, silence, state, clones, folder }: Watched,
): void {
  let [stopped, count] = ['', 0]
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => {
      if (stopped !== '') return
      silence()
      const servers = ['production', ...(clones() > 0 ? [quantity(clones(), 'clone')] : [])]
      stopped = servers.join(' and ')
      count = servers.length + Math.max(0, clones() - 1)
      const where = state() === null ? '' : ` in ${state()}`
      say(`${signal === 'SIGINT' ? 'Ctrl-C' : signal}${where}: stopping ${stopped}`)
    })
  scratch.onCleanup(async () => {
    if (stopped === '') return
    const kept = (await readdir(folder).catch(() => [])).filter((name) => files.includes(name))
    say(`stopped ${stopped}; ${plural(count, 'its', 'their')} data is deleted`)
    say(
      kept.length === 0 ? `nothing is kept in ${folder}` : `kept in ${folder}: ${kept.join(', ')}`,
    )
    if (state() !== null) say('there is no report: the run had not ended')
  })
}

const files: readonly string[] = ['archive', 'drydock.log', 'report.html', 'report.json']
