import { join } from 'node:path'

/** The project's folder of what is downloaded or made once: it may be deleted at any time. */
export const cache = join(import.meta.dirname, '..', '..', '.cache')
