import { z } from 'zod'

/**
 * The outcome of a table's rows that were live when production was counted right before its purge.
 */
export const rosterVerdictSchema = z.object({
  table: z.string(),
  /** Rows that were live then. */
  living: z.number().int(),
  /** Of these, rows that Drydock deleted after the application had ended them. */
  ended: z.number().int(),
  /** Of these, rows that the application moved to its own archive. */
  moved: z.number().int(),
  /**
   * Of these, rows that the application deleted itself: they are missing and not in the archive.
   * null if it deletes none.
   */
  removed: z.number().int().nullable(),
  /** Of these, missing rows that nothing explains; `examples` has at most ten keys. */
  lost: z.number().int(),
  examples: z.array(z.string()).readonly(),
  /** Why a lost row may have been rightly deleted; '' if it cannot. */
  doubt: z.string(),
})
export type RosterVerdict = z.infer<typeof rosterVerdictSchema>

/**
 * Pages of a roster by the call that wrote them: calls of a step may overlap, with different page
 * boundaries.
 */
export const rosterPagesSchema = z
  .array(z.object({ call: z.string(), pages: z.number().int() }))
  .readonly()
export type RosterPages = z.infer<typeof rosterPagesSchema>

/** Progress of the archive search for missing rows, and its results. */
export const archiveSearchSchema = z.object({
  /** Files searched, in the order of their names. */
  files: z.number().int(),
  ended: z.number().int(),
  /** Rows that Drydock deleted while they were live. */
  lost: z.number().int(),
  examples: z.array(z.string()).readonly(),
})
export type ArchiveSearch = z.infer<typeof archiveSearchSchema>

/** How far a table's roster has been looked up. */
export const soughtSchema = z.object({
  /** Pages, and the keys that they list. */
  page: z.number().int(),
  living: z.number().int(),
  /** The pages that list the missing ones, a page a call that found some. */
  missing: z.array(z.string()).readonly(),
})
export type Sought = z.infer<typeof soughtSchema>

/** Progress of the search, table by table, for what explains the missing rows. */
export const rosterProgressSchema = z.object({
  table: z.number().int(),
  /** The page that lists the rows that are still unexplained; '' at the table's beginning. */
  missing: z.string(),
  searched: archiveSearchSchema,
  verdicts: z.array(rosterVerdictSchema).readonly(),
})
export type RosterProgress = z.infer<typeof rosterProgressSchema>
