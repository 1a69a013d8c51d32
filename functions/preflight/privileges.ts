import { quantity } from '../contract/quantity.ts'
import { ask } from '../engines/database.ts'
import { failed, passed, warning, type Finding, type PreflightScene } from './scene.ts'

/** The user may read and delete in the database, and little else. */
export async function privileges({
  database,
  dialect,
  name,
  bound,
  analyze,
  reclaimed,
  mode,
}: PreflightScene): Promise<Finding> {
  const { words } = dialect
  const rights = await ask(database, dialect.server.rights(name))
  const { missing } = rights
  const remedy =
    `${words.grants(name, analyze)} (docs/configuration.md, "The user of the production ` +
    'database").'
  if (missing.length > 0) {
    // These lines do not show privileges from roles: the server is queried table by table.
    const refused: string[] = []
    for (const { table } of rights.roles ? bound.tables : [])
      if (!(await dialect.mayDelete(database, table.name))) refused.push(table.name)
    if (!rights.roles || refused.length > 0)
      return failed(
        `The user lacks ${missing.join(' and ')} on the whole ` +
          `database${refused.length > 0 ? ` (denied: ${refused.join(', ')})` : ''}; with less, ` +
          'foreign keys may be hidden.',
        remedy,
      )
  }
  const unbuilt = reclaimed.filter((table) => !rights.mayRebuild(table))
  if (unbuilt.length > 0) {
    const grant = unbuilt.map((table) => words.grantRebuild(name, table)).join('; ')
    if (!rights.roles)
      return (mode === 'purge' ? failed : warning)(
        `The user lacks the privileges to rebuild ${unbuilt.join(', ')}, for which rules have ` +
          '"reclaim".',
        `${grant}; or omit "reclaim".`,
      )
  }
  const more = rights.beyond({ refresh: analyze, rebuild: reclaimed.length > 0 })
  if (more.length > 0)
    return warning(
      'The user has far more privileges than the purge needs: ' +
        `${more.slice(0, 6).join(', ')}${more.length > 6 ? ` and ${more.length - 6} more` : ''}.`,
      `Create a separate user for Drydock and put it into the secret: ${remedy}`,
    )
  const unrefreshed =
    analyze && !rights.roles
      ? bound.tables.filter(({ table }) => !rights.mayRefresh(table.name))
      : []
  if (unrefreshed.length > 0)
    return warning(
      `The statistics of ${quantity(unrefreshed.length, 'table')} cannot be refreshed after ` +
        `the purge without ${words.refreshRight}: the server may plan queries with outdated ` +
        'statistics.',
      `${words.grantRefresh(name)}, or set "limits": {"analyze": false}.`,
    )
  return passed('The user may read and delete here, and little else.')
}
