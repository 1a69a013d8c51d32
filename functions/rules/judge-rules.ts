import { quantity } from '../contract/quantity.ts'
import { NamedError } from '../contract/errors.ts'
import type { PlannedRule } from '../contract/steps.ts'
import type { WallTimes } from '../contract/wall-times.ts'
import { MissingTable, type Surroundings } from './resolve.ts'
import { goesBy, orderRules } from './rule-order.ts'
import type { Rule } from './rule.ts'
import { same, type Schema, type Table } from '../engines/schema.ts'
import { misfit, refuse } from './schema-checks.ts'
import type { BoundRules, JudgedRule, SkippedRule } from './bound.ts'
import { judgedRule } from './judged-rule.ts'

/** The rules that apply to a schema, and why the others do not. @throws NamedError NoRuleApplies */
export function judgeRules(
  rules: readonly Rule[],
  planned: readonly PlannedRule[],
  schema: Schema,
  times: WallTimes,
): { readonly judged: readonly JudgedRule[]; readonly skipped: readonly SkippedRule[] } {
  const find = (name: string) => schema.tables.find((table) => same(table.name, name))
  const ruled = (name: string) => rules.find((candidate) => candidate.name === name)?.table ?? ''
  const skipped: SkippedRule[] = []
  const plan = new Map(planned.map((one) => [one.rule, one]))
  const on = new Map<string, JudgedRule>()

  for (const rule of orderRules(rules)) {
    const table = find(rule.table)
    const settings = plan.get(rule.name)
    const skip = (reason: string) => skipped.push({ rule: rule.name, reason })
    if (table === undefined) skip(`no table ${rule.table} in ${schema.database}`)
    else if (settings === undefined) skip(switchedOff)
    else {
      const cutoff = new Date(settings.cutoff)
      const around: Surroundings = {
        cutoff,
        wall: new Date(cutoff.getTime() + times.least),
        zeroPeriods: schema.zeroPeriods,
        table: (name) => find(name)?.name ?? null,
        ruled: (name) => {
          const [other, missing] = [find(ruled(name)), ruled(name)]
          return other === undefined
            ? { missing }
            : { table: other.name, dead: on.get(name)?.dead ?? null }
        },
      }
      const leaveOut = (odd: string) => {
        const by = rules.find(
          (other) => plan.has(other.name) && find(other.table) && goesBy(other, rule.name),
        )
        if (by !== undefined)
          refuse(rule, `${odd}, and rule "${by.name}" depends on the rows that it keeps`)
        skipped.push({ rule: rule.name, reason: odd, misfit: true })
      }
      const odd = misfit(rule, table, find, ruled)
      if (odd !== null) {
        leaveOut(odd)
        continue
      }
      try {
        const judged = judgedRule(rule, table, settings.reading, around, schema)
        const bare = bareChild(judged, find)
        if (bare === null) on.set(rule.name, judged)
        else leaveOut(bare)
      } catch (error) {
        if (!(error instanceof MissingTable)) throw error
        skip(error.message)
      }
    }
  }
  const judged = [...on.values()]
  if (judged.length === 0)
    throw new NamedError(
      'NoRuleApplies',
      `No rule applies to the database "${schema.database}": ${why(skipped)}. Check that it ` +
        "is API Manager's database, and which rules are enabled.",
    )
  return { judged, skipped }
}

/**
 * What keeps a rule from applying whose child table cannot be walked. Not every server indexes
 * foreign keys by itself, and the vendor's scripts up to API Manager 3.2 give the scopes of CIBA
 * requests neither a key nor an index.
 */
function bareChild(
  { children }: JudgedRule,
  find: (name: string) => Table | undefined,
): string | null {
  for (const { table } of children.flat())
    if (find(table)?.key.length === 0)
      return (
        `${table}, whose rows it would delete, has neither a primary key nor an index; create ` +
        'one on its foreign key'
      )
  return null
}

/** Why no rule applies: the first few reasons, since the others are similar. */
function why(skipped: BoundRules['skipped']): string {
  const off = skipped.filter(({ reason }) => reason === switchedOff).length
  const on = skipped.filter(({ reason }) => reason !== switchedOff)
  return [
    ...on.slice(0, 3).map(({ rule, reason }) => `${rule}: ${reason}`),
    ...(on.length > 3 ? [`${quantity(on.length - 3, 'more rule')} do not apply either`] : []),
    ...(off > 0 ? [`${quantity(off, 'rule')} switched off`] : []),
  ].join('; ')
}

const switchedOff = 'switched off'
