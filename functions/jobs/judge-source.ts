import { readConfirmedBacklog } from '../aws/confirmed-backlog.ts'
import { evidence } from '../aws/evidence.ts'
import type { BacklogAtGates, ConfirmedBacklog } from '../contract/backlog.ts'
import { measuredSchema, purgedSchema, verifiedSchema } from '../contract/evidence.ts'
import type { Gate } from '../contract/gates.ts'
import type { Run, SourcePlan } from '../contract/steps.ts'
import {
  backlogOf,
  readConfirmed,
  recordAfter,
  runsOf,
  type Backlog,
  type For,
  type PassedRun,
} from '../gates/backlog.ts'
import { beyondLimits } from '../gates/blast-radius.ts'
import { judgeGates } from '../gates/gates.ts'
import { termsOf } from '../gates/terms.ts'
import { judgeWindow } from '../gates/window.ts'
import { readLeft } from '../measure/read-left.ts'

/** A source at the gates. */
export interface Judged {
  readonly gates: readonly Gate[]
  /** s until its window opens. */
  readonly waitSeconds: number
  /** The confirmed backlog that the run goes on with, or begins. */
  readonly backlog: BacklogAtGates | undefined
  /**
   * Records what the passed gates mean for a confirmed backlog.
   * @returns false if another run has written its record since it was read: judge again.
   */
  record(): Promise<boolean>
}

/**
 * Judges the gates of one source, with what an earlier run confirmed of its backlog.
 * @throws NamedError EvidenceMissing
 */
export async function judgeSource(run: Run, source: SourcePlan): Promise<Judged> {
  const { name } = source
  const kept = evidence(run)
  const get = (step: string) => kept.get(name, step)
  const production = await readLeft(get, 'measure-production', measuredSchema)
  const asked: For = {
    environment: run.environment,
    source: name,
    terms: termsOf(run, source.databases, production),
    runId: run.runId,
    at: Date.now(),
  }
  const stored = await readConfirmedBacklog(run.deployment, name)
  const recorded = readConfirmed(jsonOf(stored.text), asked)
  const backlog: Backlog =
    recorded.is === 'confirmed'
      ? backlogOf(
          recorded.confirmed,
          asked,
          await passedRuns(run, name, recorded.confirmed),
          (measured, left) => beyondLimits(run, measured, left),
        )
      : recorded
  const beyond = beyondLimits(run, production)
  const confirms = run.confirmBlastRadius === true
  const next = recordAfter(recorded, asked, { beyond: beyond.length > 0, confirms })
  const { gate: window, waitSeconds } = judgeWindow(run, name, Date.now(), false)
  return {
    gates: [...(await judgeGates(run, name, get, backlog)), window],
    waitSeconds,
    backlog: atGates(asked, backlog, confirms, beyond),
    record: async () => next === null || stored.replace(next),
  }
}

/** undefined if it is no JSON. */
function jsonOf(text: string | null): unknown {
  if (text === null) return null
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The evidence of every run that passed the gates of a backlog; null where it cannot be read. */
async function passedRuns(
  { deployment }: Run,
  source: string,
  confirmed: ConfirmedBacklog,
): Promise<Map<string, PassedRun | null>> {
  const found = new Map<string, PassedRun | null>()
  for (const runId of runsOf(confirmed)) {
    const get = (step: string) => evidence({ runId, deployment }).get(source, step)
    found.set(runId, await passedRun(get))
  }
  return found
}

async function passedRun(get: (step: string) => Promise<unknown>): Promise<PassedRun | null> {
  const read = (step: string) => get(step).catch(unlessGarbled)
  const measured = measuredSchema.safeParse(await read('measure-production'))
  const purged = purgedSchema.nullable().safeParse(await read('purge-production'))
  const verified = verifiedSchema.nullable().safeParse(await read('verify-production'))
  if (!measured.success || !purged.success || !verified.success) return null
  // Without the account of a purge that there was, all that it deleted would still be confirmed.
  if (purged.data === null && verified.data !== null) return null
  const checks = (verified.data?.databases ?? []).flatMap((one) => one.checks)
  return {
    measured: measured.data,
    purged: purged.data,
    verified: verified.data !== null,
    failed: checks.some(({ passed }) => !passed),
  }
}

/** What is no JSON is as no evidence; S3 that does not answer fails the step, which is retried. */
function unlessGarbled(error: unknown): undefined {
  if (error instanceof SyntaxError) return undefined
  throw error
}

function atGates(
  { runId, at }: For,
  backlog: Backlog,
  confirms: boolean,
  beyond: ReturnType<typeof beyondLimits>,
): BacklogAtGates | undefined {
  if (beyond.length === 0) return undefined
  if (confirms)
    return {
      confirmedBy: runId,
      confirmedAt: new Date(at).toISOString(),
      run: 1,
      tables: beyond.map(({ database, table, dead }) => ({
        database,
        table,
        confirmed: dead,
        remaining: dead,
      })),
    }
  if (backlog.is !== 'open') return undefined
  const { confirmed, run, tables } = backlog
  const { confirmedBy, confirmedAt } = confirmed
  return { confirmedBy, confirmedAt, run, tables }
}
