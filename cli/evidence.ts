import type { z } from 'zod'
import { reportSchema, type Report } from '../functions/report/schema.ts'
import { runIndexSchema, type RunIndex } from '../functions/report/chain.ts'
import { sourceEvidenceSchema, type SourceEvidence } from '../functions/report/source-evidence.ts'
import { stepTimeSchema, type StepTime, type TimedStep } from '../functions/contract/times.ts'
import { NamedError } from '../functions/contract/errors.ts'
import { readJson } from './aws/bucket.ts'
import type { Deployed } from './deployed.ts'

// What a run has left in the evidence bucket.

/** null while there is none. @throws NamedError EvidenceMissing */
export async function readReport({ bucket }: Deployed, run: string): Promise<Report | null> {
  return parsed(reportSchema, bucket, `runs/${run}/report.json`)
}

/** The last runs, oldest first; null before the first. @throws NamedError EvidenceMissing */
export async function readHistory({ bucket }: Deployed): Promise<RunIndex | null> {
  return parsed(runIndexSchema, bucket, 'runs/history.json')
}

/** What one step has left of one source. @throws NamedError EvidenceMissing */
export async function readEvidence<Name extends keyof SourceEvidence>(
  { bucket }: Deployed,
  run: string,
  source: string,
  name: Name,
): Promise<SourceEvidence[Name]> {
  const schema = sourceEvidenceSchema.shape[name] as z.ZodType<SourceEvidence[Name]>
  return parsed(schema, bucket, `runs/${run}/${source}/${name}.json`) as Promise<
    SourceEvidence[Name]
  >
}

/** The time that a step of one source has taken, and what it waited for. */
export async function readStepTime(
  { bucket }: Deployed,
  run: string,
  source: string,
  step: TimedStep,
): Promise<StepTime | null> {
  return parsed(stepTimeSchema, bucket, `runs/${run}/${source}/time-${step}.json`)
}

async function parsed<T>(schema: z.ZodType<T>, bucket: string, key: string): Promise<T | null> {
  const value = await readJson(bucket, key).catch((error: unknown) => {
    if (error instanceof SyntaxError) return undefined
    throw error
  })
  const found = schema.nullable().safeParse(value)
  if (found.success) return found.data
  throw new NamedError(
    'EvidenceMissing',
    `${key} in the bucket ${bucket} is not readable: it was altered, or another version of ` +
      'Drydock wrote it. The bucket keeps earlier versions; use the version that wrote it.',
  )
}
