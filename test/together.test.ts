import { join } from 'node:path'
import { together } from './together.ts'

for (const file of together()) await import(join(import.meta.dirname, '..', file))
