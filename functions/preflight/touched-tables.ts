import { quantity } from '../contract/quantity.ts'
import { ask } from '../engines/database.ts'
import { passed, warning, type Finding, type PreflightScene } from './scene.ts'

/** A rule whose table is of another shape than it was made for does nothing, which nobody should find out by the growth. */
export async function rulesFit({ bound }: PreflightScene): Promise<Finding> {
  const odd = bound.skipped.filter(({ misfit }) => misfit === true)
  return odd.length === 0
    ? passed(`${quantity(bound.rules.length, 'rule fits', 'rules fit')} the schema.`)
    : warning(
        `Skipped, since the schema is not the one the rule was made for: ${odd.map(({ rule, reason }) => `${rule} (${reason})`).join('; ')}.`,
        'Compare the tables with those of the vendor. In a version newer than these rules their rows stay until a rule is made for it; to have it no longer said, switch the rules off for this environment.',
      )
}

/** Binding the rules refuses a foreign key that no rule covers; what comes here has none. */
export async function foreignKeysCovered({ schema, bound }: PreflightScene): Promise<Finding> {
  const touched = new Set(bound.tables.map(({ table }) => table.name.toUpperCase()))
  const keys = schema.foreignKeys.filter(({ parent }) => touched.has(parent.toUpperCase()))
  return passed(
    `${quantity(keys.length, 'foreign key refers', 'foreign keys refer')} to the ${quantity(touched.size, 'table')} that rows go from; each cascades or is waited for.`,
  )
}

/** A trigger on a delete does something that no check here knows. */
export async function triggers({
  database,
  dialect,
  name,
  bound,
}: PreflightScene): Promise<Finding> {
  const touched = new Set(bound.tables.map(({ table }) => table.name.toUpperCase()))
  const found = (await ask(database, dialect.server.deleteTriggers(name))).filter(({ table }) =>
    touched.has(table.toUpperCase()),
  )
  if (found.length > 0)
    return warning(
      `Triggers run with each row that goes: ${found.map((row) => `${row.name} on ${row.table}`).join(', ')}.`,
      'Read what they do. What they write to other tables shows on the clone (other-tables-untouched, other-databases-untouched).',
    )
  return passed(
    (await ask(database, dialect.server.rights(name))).seesTriggers
      ? 'No trigger runs when a row goes.'
      : dialect.words.triggersUnseen,
  )
}
