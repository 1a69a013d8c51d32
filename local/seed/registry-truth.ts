import { layOut } from './class-layout.ts'
import { confirmationClasses } from './registry-confirmation-classes.ts'
import { confirmationTables } from './registry-confirmations.ts'
import { linkClasses } from './registry-link-classes.ts'
import { linkTables } from './registry-links.ts'
import { logClasses } from './registry-log-classes.ts'
import { logTable } from './registry-logs.ts'
import type { Places } from './registry-places.ts'
import { resourceTables } from './registry-resources.ts'
import { cutoffOf } from './row-time.ts'
import type { SeededTable } from './seeded-table.ts'
import type { TokenTruth } from './token-truth.ts'

/** Two rows of the registry for ten tokens, all tables together. */
export function registryLayouts(tokens: number) {
  const share = (part: number, classes: number): number =>
    Math.max(Math.round(tokens * part), 8 * classes)
  return {
    properties: layOut(linkClasses, share(0.025, linkClasses.length)),
    /** Tags, comments and ratings each. */
    others: layOut(linkClasses, share(0.004, linkClasses.length)),
    logs: layOut(logClasses, share(0.02, logClasses.length)),
    confirmations: layOut(confirmationClasses, share(0.005, confirmationClasses.length)),
  }
}

/** The tables of the registry, parents first. */
export function registryTables({ tokens, seed, now }: TokenTruth): readonly SeededTable[] {
  const cutoff = cutoffOf(new Date(now))
  const layouts = registryLayouts(tokens)
  const places: Places = { collections: 5 * Math.max(4, Math.round(tokens / 4000)), emptied: 5 }
  return [
    ...resourceTables(places, seed, cutoff),
    ...linkTables(layouts.properties, layouts.others, places, seed, cutoff),
    ...confirmationTables(layouts.confirmations, places, layouts.properties.total, seed, cutoff),
    logTable(layouts.logs, seed, cutoff),
  ]
}
