import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { rules } from '../functions/rules/rules.ts'
import { rulesTable } from './rules-table.ts'

await writeFile(join(import.meta.dirname, '../docs/rules.md'), rulesTable(rules))
