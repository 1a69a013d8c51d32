import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { heapLimits } from '../functions/contract/memory.ts'
import { engines } from '../local/engines/engines.ts'
import type { Launch } from '../local/server/server-software.ts'
import { openScratch } from '../local/scratch.ts'
import { bundled } from './bundle.ts'

export const accessSchema = z.object({
  host: z.string(),
  port: z.number(),
  user: z.string(),
  password: z.string(),
  database: z.string(),
})
export type Access = z.infer<typeof accessSchema>

/** What the child processes of a run are told. */
export const drydockJobSchema = z.object({
  access: accessSchema,
  engine: z.enum(engines),
  /** The run's start, in epoch ms. */
  start: z.number(),
  share: z.number(),
  batchMilliseconds: z.number(),
  /** Whether it follows production at the pace of the defaults, and keeps its account. */
  deployed: z.boolean().optional(),
  /** Whether it may read a batch on a second connection while it deletes another one. */
  second: z.boolean().optional(),
  /** Whether rows are archived before they go, as on production. */
  archive: z.boolean(),
  /** Whether everything is measured before and judged after, as on the clone. */
  checks: z.boolean(),
})
export type DrydockJob = z.infer<typeof drydockJobSchema>
export const statementsJobSchema = z.object({
  engine: z.enum(engines),
  access: accessSchema,
  statements: z.array(z.string()).readonly(),
})
export type StatementsJob = z.infer<typeof statementsJobSchema>
export const loadJobSchema = z.object({
  engine: z.enum(engines),
  access: accessSchema,
  perSecond: z.number(),
  connections: z.number(),
  /** s that the load is away and there during the purge, in turns; null: always there. */
  waves: z.number().nullable(),
  shape: z.object({ rows: z.number(), dead: z.number(), now: z.number(), copies: z.number() }),
})
export type LoadJob = z.infer<typeof loadJobSchema>

/** Seconds of each part of Drydock's work; null for one it did not do. */
export const phasesSchema = z.object({
  measure: z.number().nullable(),
  purge: z.number(),
  verify: z.number().nullable(),
})
export type Phases = z.infer<typeof phasesSchema>

/** What a child says of itself at its end, as one line of JSON. */
export const childReportSchema = z.object({
  peakBytes: z.number(),
  batches: z.number().optional(),
  phases: phasesSchema.optional(),
  /** The share of the time that it was given at each second; of Drydock as deployed. */
  pace: z.array(z.number()).optional(),
})

/**
 * Writes a job where only this user can read it, for it holds a password. The scratch folder is
 * then part of the child's command line, by which a later run tells it from a stranger, should this
 * one be killed.
 */
export async function writeJob(job: unknown): Promise<string> {
  const file = join(openScratch().folder, `job-${randomBytes(4).toString('hex')}.json`)
  await writeFile(file, JSON.stringify(job), { mode: 0o600 })
  return file
}

/** The job this process was started with. */
export const readJob = async <T>(schema: z.ZodType<T>): Promise<T> =>
  schema.parse(JSON.parse(await readFile(process.argv[2] ?? '', 'utf8')))

/** A process that is bundled, and given memory, as the functions on AWS are. */
export const nodeChild = async (
  file: string,
  job: unknown,
  environment: Launch['environment'] = {},
): Promise<Launch> => ({
  file: process.execPath,
  arguments: [...heapLimits, await bundled(file), await writeJob(job)],
  environment,
})

/** Linux and macOS, Node has it in KiB on both. */
export const ownPeakBytes = (): number => process.resourceUsage().maxRSS * 1024
