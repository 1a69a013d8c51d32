import { z } from 'zod'
import { modes, type Mode, type RunEnvironment } from '../../functions/contract/environment.ts'
import type { PastRun } from '../../functions/report/schema.ts'
import type { SourceEvidence } from '../../functions/report/source-evidence.ts'
import type { States } from '../../infra/workflow-definition.ts'
import { isRunning, readDefinition, readExecution } from '../aws/executions.ts'
import { statusOf, type Status } from '../status-of.ts'
import { settingsOf, type Deployed } from '../deployed.ts'
import { readEvidence, readHistory } from '../evidence.ts'
import { sourceNames, type LiveRun } from '../live-run.ts'
import { questionsOf, type Question } from '../question.ts'
import { wayOf, type Stage } from './way.ts'

/** What the page of an environment shows, as it is at an instant. */
export interface Look {
  readonly status: Status
  readonly settings: RunEnvironment
  readonly live: readonly Live[]
  /** The runs that have reported, oldest first. */
  readonly history: readonly PastRun[]
}
/** A run that is under way. */
export interface Live extends LiveRun {
  readonly mode: Mode
  readonly way: readonly Stage[]
  readonly sources: readonly LiveSource[]
  /** What it asks for; null unless it waits for an answer. */
  readonly questions: readonly Question[] | null
}
export interface LiveSource {
  readonly source: string
  readonly evidence: LiveEvidence
}
const names = [
  'measure-clone',
  'purge-clone',
  'measure-production',
  'gates',
  'recount-production',
  'purge-production',
] as const
export type LiveEvidence = Pick<SourceEvidence, (typeof names)[number]>

/** How many of the last runs are listed. */
const most = 12

export async function lookAt(environment: Deployed): Promise<Look> {
  const [status, settings, history] = await Promise.all([
    statusOf(environment, most),
    settingsOf(environment),
    readHistory(environment),
  ])
  const live: Live[] = []
  for (const one of status.runs.filter(isRunning))
    live.push(await liveOf(environment, settings, one))
  return { status, settings, live, history: history?.runs ?? [] }
}

async function liveOf(
  environment: Deployed,
  settings: RunEnvironment,
  one: LiveRun,
): Promise<Live> {
  const mode = modeOf((await readExecution(environment.runs, one.run))?.input) ?? settings.mode
  const sources: LiveSource[] = []
  for (const source of sourceNames(settings))
    sources.push({ source, evidence: await evidenceOf(environment, one.run, source) })
  return {
    ...one,
    mode,
    sources,
    way: wayOf((await readDefinition(environment.runs)) as States, mode),
    questions: one.state === 'AskApproval' ? await questionsOf(environment, one.run) : null,
  }
}

async function evidenceOf(
  environment: Deployed,
  run: string,
  source: string,
): Promise<LiveEvidence> {
  const read = await Promise.all(
    names.map(async (name) => [name, await readEvidence(environment, run, source, name)] as const),
  )
  return Object.fromEntries(read) as LiveEvidence
}

/** The mode that an execution was started with; null if its input names none. */
export function modeOf(input: string | undefined): Mode | null {
  try {
    return z.object({ mode: z.enum(modes) }).parse(JSON.parse(input ?? '')).mode
  } catch {
    return null
  }
}
