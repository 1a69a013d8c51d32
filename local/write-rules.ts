import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { rules } from '../functions/purge/rules.ts'
import { rulesTable } from './rules-table.ts'

await writeFile(join(import.meta.dirname, '../docs/rules.md'), rulesTable(rules))
