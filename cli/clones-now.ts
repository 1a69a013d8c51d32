import { findClones, type Clone } from './aws/clones.ts'
import { isRunning, readExecution } from './aws/executions.ts'
import { settingsOf, type Deployed } from './deployed.ts'
import { shownSeconds } from './times.ts'

export interface CloneNow extends Clone {
  readonly hours: number | null
  /** null without clone.pricePerHour. */
  readonly cost: number | null
  /** Of its run; `unknown` 90 days after its end. */
  readonly runStatus: string
}

/** The clones that exist in the caller's account, with their age and what they have cost. */
export async function clonesNow(environment: Deployed): Promise<readonly CloneNow[]> {
  const { pricePerHour } = (await settingsOf(environment)).clone
  const all: CloneNow[] = []
  for (const one of await findClones(environment.name)) {
    const run = await readExecution(environment.runs, one.run)
    const age = one.createdAt === null ? null : Date.now() - Date.parse(one.createdAt)
    const hours = age === null ? null : age / 3_600_000
    all.push({
      ...one,
      hours,
      cost: hours === null || pricePerHour === undefined ? null : hours * pricePerHour,
      runStatus: run === null ? 'unknown' : isRunning(run) ? 'RUNNING' : run.status,
    })
  }
  return all
}

export const shownAge = ({ hours }: CloneNow): string =>
  hours === null ? '-' : shownSeconds(hours * 3600)
export const shownCost = ({ cost }: CloneNow): string => (cost === null ? '-' : cost.toFixed(2))
