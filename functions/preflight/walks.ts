import { shownCount, plural, quantity } from '../contract/quantity.ts'
import { scans, type Expression } from '../engines/expression.ts'
import type { PlanStep } from '../engines/answers.ts'
import type { BoundRule } from '../rules/bound.ts'
import { findDead } from '../walk/statements.ts'
import { ask } from '../engines/database.ts'
import { wayOf } from '../walk/walk-index.ts'
import { failed, passed, warning, type Finding, type PreflightScene } from './scene.ts'

/** Maximum rows of a table that each range reads completely. */
export const scanLimit = 100_000
/** Rows of the explained range. */
const rangeRows = 500

/**
 * The plan of each rule's range uses an index, and looks up other tables by one: otherwise every
 * range reads a whole table.
 */
export async function walksIndexed(
  scene: PreflightScene,
  limit = scanLimit,
  rows = rangeRows,
): Promise<Finding[]> {
  const sizes = await ask(scene.database, scene.dialect.server.estimates(scene.name))
  const found: Finding[] = []
  for (const rule of scene.bound.rules) {
    const size = sizes.get(rule.table.name.toUpperCase())?.rows ?? 0
    if (scans(rule.dead)) {
      found.push(
        warning(
          `${rule.rule.name} has to read all of ${rule.table.name} in each range: about ` +
            `${shownCount(size)} ${plural(size, 'row')}.`,
          size > limit
            ? 'See in the rehearsal how long it takes; disable the rule if that is too long.'
            : '',
        ),
      )
      continue
    }
    // Not every server says how many rows it reads of those that it then passes over.
    const rowsOf = (step: PlanStep) =>
      step.rows ??
      Math.max(
        0,
        ...namesOf(rule, step.table ?? '').map((one) => sizes.get(one.toUpperCase())?.rows ?? 0),
      )
    const full = (await plan(scene, rule, rows)).filter(
      (step) => step.access === 'scan' && rowsOf(step) > limit,
    )
    if (full.length > 0) {
      const read = full.map(
        (step) =>
          `${tableOf(rule, step.table ?? '')} (${step.told ?? ''}, about ` +
          `${shownCount(rowsOf(step))} rows)`,
      )
      found.push(
        failed(
          `Each range of ${rule.rule.name} would read all of ${read.join(' and ')}.`,
          "Add the index of the vendor's schema, refresh the statistics " +
            `(${scene.dialect.words.refresh}), or disable the rule ("rules": ` +
            `{"${rule.rule.name}": {"enabled": false}}).`,
        ),
      )
    }
  }
  return found.length > 0
    ? found
    : [passed(`The ranges of ${quantity(scene.bound.rules.length, 'rule')} use an index.`)]
}

/** The plan of the purge's first range. */
async function plan({ database, dialect }: PreflightScene, rule: BoundRule, rows: number) {
  const { name, key } = rule.table
  const end = await ask(database, dialect.boundary(name, key, null, rows))
  const high = end?.map((value) => value ?? '') ?? null
  return ask(
    database,
    dialect.server.plan(findDead(dialect, rule, wayOf(rule, null), { low: null, high }, [], null)),
  )
}

/**
 * Plans use the statement's aliases: t0 is the rule's own table, t1 and so on are tables in its
 * condition.
 */
const tableOf = (rule: BoundRule, alias: string): string => namesOf(rule, alias).join(' or ')

function namesOf(rule: BoundRule, alias: string): readonly string[] {
  const depth = Number(/^t(\d+)$/.exec(alias)?.[1] ?? Number.NaN)
  if (Number.isNaN(depth)) return [alias]
  return [...new Set(depth === 0 ? [rule.table.name] : tablesAt(rule.dead, depth))]
}

function tablesAt(expression: Expression, depth: number): string[] {
  switch (expression.is) {
    case 'every':
    case 'some':
      return expression.of.flatMap((part) => tablesAt(part, depth))
    case 'not':
      return tablesAt(expression.of, depth)
    case 'exists':
      return depth === 1
        ? [expression.table]
        : expression.where === undefined
          ? []
          : tablesAt(expression.where, depth - 1)
    default:
      return []
  }
}
