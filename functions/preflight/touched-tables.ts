import { quantity } from '../contract/quantity.ts'
import { ask } from '../engines/database.ts'
import { passed, warning, type Finding, type PreflightScene } from './scene.ts'

/**
 * A rule whose table has an unexpected shape does nothing; operators should not find out by the
 * table's growth.
 */
export async function rulesFit({ bound }: PreflightScene): Promise<Finding> {
  const odd = bound.skipped.filter(({ misfit }) => misfit === true)
  return odd.length === 0
    ? passed(`${quantity(bound.rules.length, 'rule fits', 'rules fit')} the schema.`)
    : warning(
        'Skipped, since the schema differs from the one the rule was written for: ' +
          `${odd.map(({ rule, reason }) => `${rule} (${reason})`).join('; ')}.`,
        "Compare the tables with the vendor's. In a version newer than these rules their rows " +
          'are kept until a new rule exists; to remove this warning, disable the rules for this ' +
          'environment.',
      )
}

/** Binding the rules already refuses foreign keys that no rule covers. */
export async function foreignKeysCovered({ schema, bound }: PreflightScene): Promise<Finding> {
  const touched = new Set(bound.tables.map(({ table }) => table.name.toUpperCase()))
  const keys = schema.foreignKeys.filter(({ parent }) => touched.has(parent.toUpperCase()))
  return passed(
    `${quantity(keys.length, 'foreign key refers', 'foreign keys refer')} to the ` +
      `${quantity(touched.size, 'table')} to purge; each cascades or is waited for.`,
  )
}

/** The effects of a DELETE trigger are unknown to the checks. */
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
      'Triggers run for each deleted row: ' +
        `${found.map((row) => `${row.name} on ${row.table}`).join(', ')}.`,
      'Find out what they do. The clone shows what they write to other tables ' +
        '(other-tables-untouched, other-databases-untouched).',
    )
  return passed(
    (await ask(database, dialect.server.rights(name))).seesTriggers
      ? 'No triggers run when rows are deleted.'
      : dialect.words.triggersUnseen,
  )
}
