import { z } from 'zod'

/** Days for which a confirmation is good: the evidence it is judged by is kept for 91 at least. */
export const confirmedDays = 90

/** As in an execution's name. */
const runId = z.string().regex(/^[\w-]{1,80}$/)

/**
 * A backlog that a person has confirmed, one object a source beside the runs' folders
 * (`backlog/<source>.json`). It names runs and holds no count: what was confirmed and what is
 * worked off is counted again from their evidence at each gate.
 */
export const confirmedBacklogSchema = z.strictObject({
  environment: z.string(),
  source: z.string(),
  /** SHA-256 of what decides what is dead, how much may go and whether it is archived. */
  terms: z.string().regex(/^[0-9a-f]{64}$/),
  /** The run with the confirmation. */
  confirmedBy: runId,
  confirmedAt: z.iso.datetime(),
  /** Later runs that passed the gates, oldest first. */
  runs: z.array(runId).max(400).readonly(),
  /** The run that found every table within the limits again; null until then. */
  closedBy: runId.nullable(),
})
export type ConfirmedBacklog = z.infer<typeof confirmedBacklogSchema>

/** Rows of a table: confirmed once, and those of them that a run still finds confirmed. */
export const backlogTableSchema = z.object({
  database: z.string(),
  table: z.string(),
  confirmed: z.number().int(),
  remaining: z.number().int(),
})
export type BacklogTable = z.infer<typeof backlogTableSchema>

/** What the gates of a run found of a backlog that is confirmed; part of the evidence `gates`. */
export const backlogAtGatesSchema = z.object({
  confirmedBy: z.string(),
  confirmedAt: z.string(),
  /** Which of its runs this one is; 1 for the run with the confirmation. */
  run: z.number().int(),
  tables: z.array(backlogTableSchema).readonly(),
})
export type BacklogAtGates = z.infer<typeof backlogAtGatesSchema>
