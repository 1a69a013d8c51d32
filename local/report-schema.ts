import { z } from 'zod'
import { reportSchema } from '../functions/report/schema.ts'

/**
 * docs/report.schema.json, generated from the schema that parses the report, so it is always right.
 * `npm run schema` writes it.
 */
export const reportJsonSchema = (): string =>
  `${JSON.stringify({ title: 'Drydock report.json', ...z.toJSONSchema(reportSchema) }, null, 2)}\n`
