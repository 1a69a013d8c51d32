import { ask } from '../engines/database.ts'
import { warning, type Finding, type PreflightScene } from './scene.ts'

/** The vendor's procedures, under any version's names, and their work tables. */
export const vendors =
  /\b(WSO2_\w*CLEANUP\w*|CLEANUP_(OAUTH2_TOKENS|SESSION_DATA)\w*|(BATCH|CHUNK)_(IDN|AM|REG)_\w+)\b/i

/**
 * Scheduled events that clean the same tables: they run every week, and delete rows that Drydock
 * keeps.
 */
export async function cleaningEvents({
  database,
  dialect,
  bound,
}: PreflightScene): Promise<Finding[]> {
  const touched = bound.tables.map(({ table }) => new RegExp(`\\b${table.name}\\b`, 'i'))
  const cleans = (text: string) =>
    vendors.test(text) ||
    (/\b(DELETE|TRUNCATE|DROP)\b/i.test(text) && touched.some((table) => table.test(text)))
  const { server, words } = dialect
  const runs = await ask(database, server.jobsRun)
  const off = runs ? '' : ' (the event scheduler is off)'
  const enabled = await server.jobs(database)
  const read = await server.readJobs(database, enabled)
  const found: Finding[] = []
  for (const [at, job] of enabled.entries()) {
    const { texts, unread } = read[at] ?? { texts: [], unread: [] }
    const remedy =
      `Disable it: ${words.stopJob(job)}. The vendor's procedures delete rows that Drydock ` +
      'keeps.'
    if (/clean|purge/i.test(job.name) || texts.some(cleans))
      found.push(warning(`The event ${job.shown} also cleans, by its own rules${off}.`, remedy))
    else if (unread.length > 0)
      found.push(
        warning(
          `The event ${job.shown} runs ${unread.join(', ')}, which could not be read${off}; ` +
            'it may also clean.',
          `Read it (${words.readRoutine} as its owner). If it cleans, disable it: ` +
            `${words.stopJob(job)}.`,
        ),
      )
  }
  if (runs && !(await ask(database, server.rights(''))).seesJobs)
    found.push(warning(...words.jobsUnseen))
  return found
}
