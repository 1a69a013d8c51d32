import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadEnvironment } from '../infra/config.ts'
import { pictures } from './pictures/pictures.ts'

await writeFile(
  join(import.meta.dirname, '../docs/pictures.md'),
  pictures(loadEnvironment('example')),
)
