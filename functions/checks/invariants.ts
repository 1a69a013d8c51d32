import { findTable } from '../application/catalogue.ts'
import { judgeInvariants } from '../application/judge.ts'
import { shownKey } from '../walk/shown-key.ts'
import type { Asked, NamedFinding } from './scene.ts'

/** What the application reads is the same as before, each question under its own name. */
export const invariants = ({
  target,
  limits,
  told,
  now,
  schema,
  rosters,
  hours,
}: Asked): NamedFinding[] =>
  judgeInvariants({
    target,
    limits,
    before: told,
    after: now,
    shown: (table, key) => shownKey(table, findTable(schema, table, [])?.key ?? [], key),
    rosters,
    hours,
  })
