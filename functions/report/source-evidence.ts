import { z } from 'zod'
import { measuredSchema, purgedSchema, verifiedSchema } from '../contract/evidence.ts'
import { gatesSchema } from '../contract/gates.ts'
import { NamedError } from '../contract/errors.ts'
import { preflightSchema } from '../contract/preflight.ts'
import { provenSchema } from '../contract/proof.ts'
import { reclaimedSchema } from '../contract/space.ts'
import { smokeSchema } from '../contract/smoke.ts'
import {
  stepTimeSchema,
  timedSteps,
  wholeRunSteps,
  type StepTime,
  type TimedStep,
} from '../contract/times.ts'

/** The evidence of one source's steps; null if the run did not get that far. */
export const sourceEvidenceSchema = z.object({
  'prove-clone': provenSchema.nullable().default(null),
  'measure-clone': measuredSchema.nullable(),
  'purge-clone': purgedSchema.nullable(),
  'verify-clone': verifiedSchema.nullable(),
  'measure-production': measuredSchema.nullable(),
  gates: gatesSchema.nullable(),
  /** Counted right before the purge; the verification of production compares with it. */
  'recount-production': measuredSchema.nullable().default(null),
  'purge-production': purgedSchema.nullable(),
  'verify-production': verifiedSchema.nullable(),
  'preflight-production': preflightSchema.nullable(),
  smoke: smokeSchema.nullable(),
  'reclaim-clone': reclaimedSchema.nullable().default(null),
  'reclaim-production': reclaimedSchema.nullable().default(null),
})
export type SourceEvidence = z.infer<typeof sourceEvidenceSchema>
export const evidenceNames = Object.keys(sourceEvidenceSchema.shape) as (keyof SourceEvidence)[]

/**
 * One source's evidence, part by part. Unreadable parts are named and left out: the report of a
 * failure must not fail because of them.
 */
export async function readEvidence(
  instance: string,
  get: (name: string) => Promise<unknown>,
): Promise<{ evidence: SourceEvidence; warnings: string[] }> {
  const warnings: string[] = []
  const parts = await Promise.all(
    evidenceNames.map(async (name) => {
      const parsed = sourceEvidenceSchema.shape[name].safeParse(await get(name).catch(orAgain))
      if (!parsed.success)
        warnings.push(
          `The evidence ${name} of ${instance} is not readable; this report lacks its rows. ` +
            'Check the object in the bucket.',
        )
      return [name, parsed.success ? parsed.data : null] as const
    }),
  )
  return { evidence: sourceEvidenceSchema.parse(Object.fromEntries(parts)), warnings }
}

/** If S3 is unavailable, the step is retried instead of writing a report without the evidence. */
function orAgain(error: unknown): unknown {
  if (error instanceof NamedError && error.name === 'AwsUnavailable') throw error
  return error
}

/** When a step worked; `source` is '' if it worked for the whole run. */
export type SourceTime = StepTime & {
  readonly source: string
  readonly step: TimedStep | 'wait-for-window'
}

/** When a source's steps worked, in order; a step without a recorded time is left out. */
export async function readTimes(
  source: string,
  get: (name: string) => Promise<unknown>,
): Promise<SourceTime[]> {
  const times = await Promise.all(
    timedSteps.map(async (step) => {
      const parsed = stepTimeSchema.safeParse(await get(`time-${step}`).catch(orAgain))
      return parsed.success
        ? [
            {
              source: wholeRunSteps.some((whole) => whole === step) ? '' : source,
              step,
              ...parsed.data,
            },
          ]
        : []
    }),
  )
  return times.flat().sort((one, other) => Date.parse(one.startedAt) - Date.parse(other.startedAt))
}
