import { readFile } from 'node:fs/promises'
import { contendersSchema, growthSchema, reportContenders, reportGrowth } from './report.ts'
import { writeDocs } from './write-results.ts'

// Writes the tables and charts of runs' JSON files into docs/performance.md: node
// bench/write-docs.ts out/bench/*.json
for (const file of process.argv.slice(2)) {
  const json: unknown = JSON.parse(await readFile(file, 'utf8'))
  const contenders = contendersSchema.safeParse(json)
  await writeDocs(
    contenders.success ? reportContenders(contenders.data) : reportGrowth(growthSchema.parse(json)),
  )
}
