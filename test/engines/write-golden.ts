import { writeFileSync } from 'node:fs'
import { goldenFiles } from './golden.ts'

for (const { path, content } of await goldenFiles()) writeFileSync(path, content)
