import { NamedError, reasonOf } from '../contract/errors.ts'
import { DatabaseTrouble } from '../engines/database.ts'
import { failed, passed, warning, type Finding, type PreflightScene } from './scene.ts'

/**
 * Settings that forbid deletes show at the first delete: on production, only after the whole
 * rehearsal.
 */
export async function settingsCompatible(scene: PreflightScene): Promise<Finding[]> {
  const { database, dialect, mode } = scene
  const { stops, odd, fine } = await dialect.server.readiness(database)
  const refuse = mode === 'purge' ? failed : warning
  const findings = [
    ...stops.map((advice) => refuse(...advice)),
    ...odd.map((advice) => warning(...advice)),
  ]
  if (findings.some(({ level }) => level === 'failed')) return findings
  const refused = mode === 'purge' ? await firstDelete(scene) : null
  if (refused !== null) return [...findings, refused]
  return findings.length > 0 ? findings : [passed(fine)]
}

/**
 * What the server does at a delete from the purge's tables, beside deleting. It says nothing where
 * all is as expected.
 */
export async function tablesReady({
  database,
  dialect,
  mode,
  name,
  bound,
}: PreflightScene): Promise<Finding[]> {
  const tables = bound.tables.map(({ table }) => table.name)
  const { stops, odd } = await dialect.server.tableReadiness(database, name, tables)
  return [
    ...stops.map((advice) => (mode === 'purge' ? failed : warning)(...advice)),
    ...odd.map((advice) => warning(...advice)),
  ]
}

/** Covers all other causes: tries a delete of no rows on each table. */
async function firstDelete({ database, dialect, bound }: PreflightScene): Promise<Finding | null> {
  for (const { table } of bound.tables)
    try {
      await database.execute(dialect.deleteNothing(table.name))
    } catch (error) {
      // The privileges check covers denied access.
      if (error instanceof NamedError && error.name === 'AccessDenied') continue
      // A lost connection is not a rejection: the step is retried.
      if (error instanceof DatabaseTrouble && error.kind === 'connection lost') throw error
      return failed(
        `The server rejects a delete from ${table.name}, even of no rows: ` + `${reasonOf(error)}.`,
        'Fix the cause on production; the rehearsal would not have shown it.',
      )
    }
  return null
}
