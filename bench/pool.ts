import { totalmem } from 'node:os'

const mib = 2 ** 20

/**
 * A pool that holds the whole database, as a well-sized instance's does, up to three fifths of this
 * machine's memory.
 */
export const poolFor = (rows: number): number =>
  Math.ceil(Math.min(totalmem() * 0.6, Math.max(512 * mib, rows * 3000)) / mib) * mib
