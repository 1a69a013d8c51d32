import { plural, quantity } from '../contract/quantity.ts'
import type { SourceEvidence } from './source-evidence.ts'

/** Dead rows that were kept because other transactions locked them at every attempt. */
export function heldBack(name: string, source: SourceEvidence): string[] {
  const databases = source['purge-production']?.databases ?? []
  const rows = databases.reduce((sum, { left = 0 }) => sum + left, 0)
  if (rows === 0) return []
  return [
    `${quantity(rows, 'dead row')} of ${name} ${plural(rows, 'was', 'were')} kept: other ` +
      `transactions locked ${plural(rows, 'it', 'them')}. The next run deletes ` +
      `${plural(rows, 'it', 'them')}; look for transactions that stay open.`,
  ]
}
