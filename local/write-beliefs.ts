import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beliefsTable } from './beliefs-table.ts'
import { beliefs } from './cloud/beliefs.ts'

await writeFile(join(import.meta.dirname, '../docs/aws.md'), beliefsTable(beliefs))
