import { plural, quantity } from '../contract/quantity.ts'
import type { SourceEvidence } from './source-evidence.ts'

/** Dead rows that stayed because somebody held them each time they were to go. */
export function heldBack(name: string, source: SourceEvidence): string[] {
  const databases = source['purge-production']?.databases ?? []
  const rows = databases.reduce((sum, { left = 0 }) => sum + left, 0)
  if (rows === 0) return []
  return [
    `${quantity(rows, 'dead row')} of ${name} stayed: transactions of others held ${plural(rows, 'it', 'them')}. The next run takes ${plural(rows, 'it', 'them')}; look for transactions that stay open.`,
  ]
}
