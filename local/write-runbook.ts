import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runbookSections } from './runbook-sections.ts'

const file = join(import.meta.dirname, '../functions/report/runbook.json')
await writeFile(file, runbookSections())
