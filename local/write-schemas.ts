import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { environmentJsonSchema } from './environment-schema.ts'
import { reportJsonSchema } from './report-schema.ts'

const docs = join(import.meta.dirname, '../docs')
await writeFile(join(docs, 'report.schema.json'), reportJsonSchema())
await writeFile(join(docs, 'environment.schema.json'), environmentJsonSchema())
