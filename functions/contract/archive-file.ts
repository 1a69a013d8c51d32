import { z } from 'zod'

/**
 * Maximum bytes of an unpacked file, as a function's memory allows. A batch has up to 4 MB, but at
 * least one row.
 */
export const largestFile = 40 * 2 ** 20

const columnSchema = z.object({
  name: z.string(),
  as: z.enum(['text', 'bytes', 'float', 'epoch', 'hash']),
  charset: z.string().regex(/^\w+$/).optional(),
  long: z.boolean().optional(),
})

/**
 * One archive file: the rows that one batch deletes, children before parents. It is
 * self-describing.
 */
export const archiveFileSchema = z.object({
  format: z.literal(3),
  runId: z.string(),
  source: z.string(),
  database: z.string(),
  rule: z.string(),
  cutoff: z.string(),
  /** ISO 8601 instant, just before the rows were deleted. */
  at: z.string(),
  schema: z.string(),
  /** Numbered by the purge's account: per database from 0, in the order of deletion. */
  number: z.number().int(),
  tables: z
    .array(
      z.object({
        table: z.string(),
        /** `bytes`: hexadecimal digits; `hash`: SHA-256 of the value, in place of the value. */
        columns: z.array(columnSchema).readonly(),
        rows: z.array(z.array(z.string().nullable()).readonly()).readonly(),
      }),
    )
    .readonly(),
})
export type ArchiveFile = z.infer<typeof archiveFileSchema>
