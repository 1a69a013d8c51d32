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

const head = {
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
}
const table = {
  table: z.string(),
  /** `bytes`: hexadecimal digits; `hash`: SHA-256 of the value, in place of the value. */
  columns: z.array(columnSchema).readonly(),
}

/** Those that are read: the last one is written. */
export const formats = [3, 4] as const

/** The whole file, as it was written until format 3. */
export const archiveFileSchema = z.object({
  ...head,
  format: z.literal(3),
  tables: z
    .array(
      z.object({ ...table, rows: z.array(z.array(z.string().nullable()).readonly()).readonly() }),
    )
    .readonly(),
})

/** How a file of format 4 begins: with the number of rows, whose columns follow. */
export const archiveHeadSchema = z.object({
  ...head,
  format: z.literal(4),
  tables: z.array(z.object({ ...table, rows: z.number().int().nonnegative() })).readonly(),
})
export type ArchiveHead = z.infer<typeof archiveHeadSchema>

/**
 * One archive file: the rows that one batch deletes, children before parents. It is
 * self-describing.
 */
export type ArchiveFile = Omit<z.infer<typeof archiveFileSchema>, 'format'> & {
  readonly format: (typeof formats)[number]
}
