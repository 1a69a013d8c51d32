import { layOut, type ClassLayout } from './class-layout.ts'
import { cutoffOf } from './row-time.ts'
import type { SeededTable } from './seeded-table.ts'
import { sessionChildren } from './session-children.ts'
import type { SessionClass } from './session-class.ts'
import { sessionClasses } from './session-classes.ts'
import { sessionStore } from './session-rows.ts'
import type { TokenTruth } from './token-truth.ts'

/** Session ids, of one to five rows each: three rows for ten tokens. */
export function sessionLayout(tokens: number): ClassLayout<SessionClass> {
  return layOut(sessionClasses, Math.max(Math.round(tokens * 0.17), 6 * sessionClasses.length))
}

/** The tables of the session family. */
export function sessionTables({ tokens, seed, now }: TokenTruth): readonly SeededTable[] {
  const cutoff = cutoffOf(new Date(now))
  const layout = sessionLayout(tokens)
  return [
    sessionStore(false, layout, seed, cutoff),
    sessionStore(true, layout, seed, cutoff),
    ...sessionChildren(layout, seed, cutoff),
  ]
}
