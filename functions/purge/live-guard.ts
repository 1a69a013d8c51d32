import { quantity } from '../contract/quantity.ts'
import { NamedError } from '../contract/errors.ts'
import type { Dialect } from '../engines/dialect.ts'
import type { Live } from '../engines/live.ts'
import type { BoundRule, BoundRules } from '../rules/bound.ts'
import { ask, type Database } from '../engines/database.ts'
import { liveQuestion } from '../application/catalogue.ts'
import { parts as inParts, type Candidate } from './named.ts'
import { momentOf } from '../measure/observe.ts'

/** The application's question about a table's rows: which of them matter to it. */
export interface LiveQuestion {
  readonly condition: Live
}

/**
 * The application's question about a rule's rows before their deletion; null if it has none about
 * the table.
 */
export type LiveGuard = (rule: BoundRule) => LiveQuestion | null

/**
 * The application's own questions, independent of the rules, at several instants: what is live at
 * any of them is not deleted. Rows that a chosen reading is documented to delete are excluded from
 * the questions.
 */
export function liveGuard(bound: BoundRules, instants: () => readonly Date[]): LiveGuard {
  const all = [...bound.tables.map(({ table }) => table), ...bound.others]
  return ({ table }) => {
    const question = liveQuestion(all, table)
    if (question === null) return null
    // As on a clone, where no row is too new to count.
    const moments = instants().map((at) => momentOf({ at, bound, target: 'clone' }))
    return {
      condition: { is: 'any', of: moments.map((moment) => question.condition(moment)) },
    }
  }
}

/** @throws NamedError LiveRow if the application still accepts one of the rows */
export async function refuseLiving(
  within: Pick<Database, 'query'>,
  dialect: Dialect,
  { rule, table }: BoundRule,
  candidates: readonly Candidate[],
  { condition }: LiveQuestion,
): Promise<void> {
  let living = 0
  for (const { part, rows } of inParts(table, candidates)) {
    const found = await ask(within, dialect.rows.countLiving(rows, condition))
    living += Math.min(part.length, found)
  }
  if (living > 0)
    throw new NamedError(
      'LiveRow',
      `The rule "${rule.name}" was about to delete ${living} of ` +
        `${quantity(candidates.length, 'row')} of ${table.name} that the application still ` +
        'accepts. Nothing of this batch was deleted. Do not purge. Disable the rule, keep the ' +
        'log, and report the fault.',
    )
}
