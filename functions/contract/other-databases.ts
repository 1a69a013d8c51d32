import { z } from 'zod'

/** A table outside the plan's databases; `rows` is null if not counted. */
const otherTableSchema = z.object({
  database: z.string(),
  table: z.string(),
  rows: z.number().int().nullable(),
  hash: z.string(),
})
export type OtherTable = z.infer<typeof otherTableSchema>

/**
 * What else is on the clone's server, before its purge (`others-before`) and after it
 * (`others-after`).
 */
export const otherDatabasesSchema = z.object({
  done: z.boolean(),
  /** DELETE triggers in the plan's databases: only they can make a purge affect other databases. */
  triggers: z.array(z.string()),
  tables: z.array(otherTableSchema),
})
export type OtherDatabases = z.infer<typeof otherDatabasesSchema>
