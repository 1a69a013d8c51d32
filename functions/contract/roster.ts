import { z } from 'zod'

/** What became of the rows of a table that lived when production was counted right before its purge. */
export const rosterVerdictSchema = z.object({
  table: z.string(),
  /** Rows that lived then. */
  living: z.number().int(),
  /** Of these, rows that Drydock deleted after the application had ended them. */
  ended: z.number().int(),
  /** Of these, rows that the application moved to its own archive. */
  moved: z.number().int(),
  /**
   * Of these, rows that the application deleted itself: they are gone, and the archive has none of them. null where it
   * deletes none.
   */
  removed: z.number().int().nullable(),
  /** Of these, rows that are gone and that nothing explains; `examples` has keys, ten at most. */
  lost: z.number().int(),
  examples: z.array(z.string()).readonly(),
  /** Why a lost row may have gone by right all the same; '' where it cannot. */
  doubt: z.string(),
})
export type RosterVerdict = z.infer<typeof rosterVerdictSchema>

/** Pages of a roster by the call that wrote them: calls of a step may overlap, and each cuts its pages at other rows. */
export const rosterPagesSchema = z
  .array(z.object({ call: z.string(), pages: z.number().int() }))
  .readonly()
export type RosterPages = z.infer<typeof rosterPagesSchema>

/** Where the search of the archive for missing rows stands, and what it has found. */
export const archiveSearchSchema = z.object({
  /** Files that were looked at, in the order of their names. */
  files: z.number().int(),
  ended: z.number().int(),
  /** Rows that Drydock deleted while they lived. */
  lost: z.number().int(),
  examples: z.array(z.string()).readonly(),
})
export type ArchiveSearch = z.infer<typeof archiveSearchSchema>

/** Where the search stands: the pages of a table are looked up first, then the archive is read for what is missing. */
export const rosterProgressSchema = z.object({
  table: z.number().int(),
  page: z.number().int(),
  living: z.number().int(),
  /** The page that lists what is missing so far; '' where nothing is. */
  missing: z.string(),
  searched: archiveSearchSchema,
  verdicts: z.array(rosterVerdictSchema).readonly(),
})
export type RosterProgress = z.infer<typeof rosterProgressSchema>
