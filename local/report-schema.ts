import { z } from 'zod'
import { reportSchema } from '../functions/report/schema.ts'

/** docs/report.schema.json: made from what the report is parsed by, so that it can not lie. `npm run schema` writes it. */
export const reportJsonSchema = (): string =>
  `${JSON.stringify({ title: 'Drydock report.json', ...z.toJSONSchema(reportSchema) }, null, 2)}\n`
