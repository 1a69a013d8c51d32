import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A mail as it has to be, of the folder beside this file. */
export const read = (name: string): string =>
  readFileSync(join(import.meta.dirname, 'golden', name), 'utf8')
