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

const boundsSchema = z.object({ least: z.number(), most: z.number() })

/** What a report says of a source with more dead rows than the limits allow; rows, hours, bytes. */
export const backlogFoundSchema = z.object({
  source: z.string(),
  tables: z.array(
    z.object({ database: z.string(), table: z.string(), rows: z.number(), dead: z.number() }),
  ),
  /** Dead rows of all tables of the source. */
  dead: z.number().int(),
  /**
   * From the pace at the ceiling of limits.productionShare to a quarter of it; null before a
   * rehearsal.
   */
  hours: boundsSchema.nullable(),
  /** null without a window as well. */
  windows: boundsSchema.nullable(),
  runs: boundsSchema.nullable(),
  /** Of the whole archive, as the rehearsal made it; null before a rehearsal. */
  archive: z.object({ bytes: z.number(), puts: z.number() }).nullable(),
  /** What a rebuild of the tables could return. */
  couldReturn: z.number(),
  /** How the space comes back that a rebuild leaves; absent where it leaves none. */
  spaceLeft: z.string().optional(),
  /** How far it is; null if nobody has confirmed it. */
  work: z
    .object({
      confirmedBy: z.string(),
      confirmedAt: z.string().optional(),
      run: z.number().int(),
      confirmed: z.number().int(),
      /** Confirmed rows that this run found, and those it left; null if it did not verify them. */
      found: z.number().int(),
      left: z.number().int().nullable(),
      /** What this run deleted of the tables; null if it never began to purge. */
      deleted: z.number().int().nullable(),
    })
    .nullable(),
})
export type BacklogFound = z.infer<typeof backlogFoundSchema>
