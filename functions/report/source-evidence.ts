import { z } from 'zod'
import { gatesSchema, measuredSchema, purgedSchema, verifiedSchema } from '../contract/evidence.ts'
import { NamedError } from '../contract/errors.ts'
import { preflightSchema } from '../contract/preflight.ts'
import { reclaimedSchema } from '../contract/space.ts'
import { smokeSchema } from '../contract/smoke.ts'
import {
  stepTimeSchema,
  timedSteps,
  wholeRunSteps,
  type StepTime,
  type TimedStep,
} from '../contract/times.ts'

/** What the steps of one source left; null where the run did not get so far. */
export const sourceEvidenceSchema = z.object({
  'measure-clone': measuredSchema.nullable(),
  'purge-clone': purgedSchema.nullable(),
  'verify-clone': verifiedSchema.nullable(),
  'measure-production': measuredSchema.nullable(),
  gates: gatesSchema.nullable(),
  /** Right before the purge: what the verification of production compares with. */
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
 * One source's evidence, part by part: what can not be read is named and left out, since a report of a failure must not
 * fail of it.
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
          `The evidence ${name} of ${instance} is not readable, and its rows are not in this report. Look at the object in the bucket.`,
        )
      return [name, parsed.success ? parsed.data : null] as const
    }),
  )
  return { evidence: sourceEvidenceSchema.parse(Object.fromEntries(parts)), warnings }
}

/** What S3 does not tell just now is no reason for a report to be without it: the step is tried again. */
function orAgain(error: unknown): unknown {
  if (error instanceof NamedError && error.name === 'AwsUnavailable') throw error
  return error
}

/** When a step worked; `source` is '' where it was for the run as a whole. */
export type SourceTime = StepTime & {
  readonly source: string
  readonly step: TimedStep | 'wait-for-window'
}

/** When a source's steps worked, in their order; a step whose time was not kept is left out. */
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
