import { NamedError } from '../../contract/errors.ts'
import { has, readGrants } from './grants.ts'
import { failed, passed, warning, type Finding, type PreflightScene } from './scene.ts'

/** Of no harm, and of use: they show more to the preflight, and change nothing by themselves. */
const harmless = ['USAGE', 'SELECT', 'PROCESS', 'REPLICATION CLIENT', 'REPLICATION SLAVE', 'BINLOG MONITOR', 'SLAVE MONITOR', 'SHOW VIEW', 'TRIGGER', 'EVENT']

/** The user may read and delete in the database, and not much else. */
export async function privileges({ database, dialect, name, bound, analyze }: PreflightScene): Promise<Finding> {
  // ANALYZE TABLE asks for INSERT.
  const needed = ['SELECT', 'DELETE', ...(analyze ? ['INSERT'] : [])]
  const lines = (await database.query(dialect.server.grants)).flatMap((row) => Object.values(row)[0] ?? [])
  const rights = readGrants(lines, name)
  const missing = needed.filter((privilege) => !has(rights, privilege))
  const remedy = `GRANT ${needed.join(', ')} ON \`${name}\`.* TO the user of the secret, as docs/configuration.md has it.`
  if (missing.length > 0) {
    // What a role gives is not in these lines: the server itself is asked, table by table.
    const refused: string[] = []
    for (const { table } of rights.roles ? bound.tables : [])
      await database.query(dialect.mayDelete(table.name)).catch((error: unknown) => {
        if (!(error instanceof NamedError && error.name === 'AccessDenied')) throw error
        refused.push(table.name)
      })
    if (!rights.roles || refused.length > 0) return failed(`The user lacks ${missing.join(' and ')} on the database as a whole${refused.length > 0 ? ` (refused: ${refused.join(', ')})` : ''}; with less, a foreign key can be overlooked.`, remedy)
  }
  const more = [...[...rights.everywhere].filter((privilege) => !harmless.includes(privilege)).map((privilege) => `${privilege} on *.*`), ...[...rights.here].filter((privilege) => !needed.includes(privilege) && !harmless.includes(privilege) && !privilege.startsWith('-'))]
  if (more.length > 0) return warning(`The user may do far more than the purge needs: ${more.slice(0, 6).join(', ')}${more.length > 6 ? ` and ${more.length - 6} more` : ''}.`, `Make a user of Drydock's own: ${remedy}`)
  return passed('The user may read and delete here, and not much else.')
}
