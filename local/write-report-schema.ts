import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { reportJsonSchema } from './report-schema.ts'

await writeFile(join(import.meta.dirname, '../docs/report.schema.json'), reportJsonSchema())
