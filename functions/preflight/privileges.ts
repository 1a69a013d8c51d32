import { NamedError } from '../contract/errors.ts'
import { quantity } from '../contract/quantity.ts'
import { has, hasOn, readGrants, type Rights } from './grants.ts'
import { failed, passed, warning, type Finding, type PreflightScene } from './scene.ts'

/** Of no harm, and of use: they show more to the preflight, and change nothing by themselves. */
const harmless = [
  'USAGE',
  'SELECT',
  'PROCESS',
  'REPLICATION CLIENT',
  'REPLICATION SLAVE',
  'BINLOG MONITOR',
  'SLAVE MONITOR',
  'SHOW VIEW',
  'TRIGGER',
  'EVENT',
]

/** What ALTER TABLE asks for. */
const rebuilds = ['ALTER', 'CREATE', 'INSERT'] as const
const tablesWithout = (rights: Rights, tables: readonly string[], privilege: string): string[] =>
  tables.filter((table) => !hasOn(rights, table, privilege))

/** The user may read and delete in the database, and not much else. */
export async function privileges({
  database,
  dialect,
  name,
  bound,
  analyze,
  reclaimed,
  mode,
}: PreflightScene): Promise<Finding> {
  const needed = ['SELECT', 'DELETE']
  // ANALYZE TABLE asks for INSERT, a rebuild for all three, on its table alone.
  const further = [
    ...(analyze ? ['INSERT'] : []),
    ...(reclaimed.length > 0 ? ['ALTER', 'CREATE', 'INSERT'] : []),
  ]
  const lines = (await database.query(dialect.server.grants)).flatMap(
    (row) => Object.values(row)[0] ?? [],
  )
  const rights = readGrants(lines, name)
  const missing = needed.filter((privilege) => !has(rights, privilege))
  // All that is asked for in the end, so that nobody comes back for the next one.
  const grants = `GRANT ${[...needed, ...(analyze ? ['INSERT'] : [])].join(', ')} ON \`${name}\`.* TO the user of the secret; GRANT PROCESS ON *.* TO the user of the secret`
  const remedy = `${grants} (docs/configuration.md, "The user of the production database").`
  if (missing.length > 0) {
    // What a role gives is not in these lines: the server itself is asked, table by table.
    const refused: string[] = []
    for (const { table } of rights.roles ? bound.tables : [])
      await database.query(dialect.mayDelete(table.name)).catch((error: unknown) => {
        if (!(error instanceof NamedError && error.name === 'AccessDenied')) throw error
        refused.push(table.name)
      })
    if (!rights.roles || refused.length > 0)
      return failed(
        `The user lacks ${missing.join(' and ')} on the database as a whole${refused.length > 0 ? ` (refused: ${refused.join(', ')})` : ''}; with less, a foreign key can be overlooked.`,
        remedy,
      )
  }
  const unbuilt = reclaimed.filter(
    (table) => !rebuilds.every((privilege) => hasOn(rights, table, privilege)),
  )
  if (unbuilt.length > 0) {
    const grant = unbuilt
      .map(
        (table) =>
          `GRANT ${rebuilds.join(', ')} ON \`${name}\`.\`${table}\` TO the user of the secret`,
      )
      .join('; ')
    if (!rights.roles)
      return (mode === 'purge' ? failed : warning)(
        `The user may not rebuild ${unbuilt.join(', ')}, for which the rules say "reclaim".`,
        `${grant}; or leave "reclaim" out.`,
      )
  }
  const more = [
    ...[...rights.everywhere]
      .filter((privilege) => !harmless.includes(privilege))
      .map((privilege) => `${privilege} on *.*`),
    ...[...rights.here].filter(
      (privilege) =>
        !needed.includes(privilege) &&
        !further.includes(privilege) &&
        !harmless.includes(privilege) &&
        !privilege.startsWith('-'),
    ),
  ]
  if (more.length > 0)
    return warning(
      `The user may do far more than the purge needs: ${more.slice(0, 6).join(', ')}${more.length > 6 ? ` and ${more.length - 6} more` : ''}.`,
      `Make a user of Drydock's own and put it into the secret: ${remedy}`,
    )
  const unrefreshed =
    analyze && !rights.roles
      ? tablesWithout(
          rights,
          bound.tables.map(({ table }) => table.name),
          'INSERT',
        )
      : []
  if (unrefreshed.length > 0)
    return warning(
      `The statistics of ${quantity(unrefreshed.length, 'table')} cannot be refreshed after the purge, for want of INSERT: the server may plan by what was there before.`,
      `GRANT INSERT ON \`${name}\`.* TO the user of the secret, or set "limits": {"analyze": false}.`,
    )
  return passed('The user may read and delete here, and not much else.')
}
