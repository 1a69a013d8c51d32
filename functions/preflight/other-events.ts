import { events, eventScheduler, routines } from '../engines/mysql/event-questions.ts'
import type { Row } from '../engines/database.ts'
import { readGrants } from './grants.ts'
import { warning, type Finding, type PreflightScene } from './scene.ts'

/** The vendor's procedures, whatever the version calls them, and the work tables they delete by. */
export const vendors =
  /\b(WSO2_\w*CLEANUP\w*|CLEANUP_(OAUTH2_TOKENS|SESSION_DATA)\w*|(BATCH|CHUNK)_(IDN|AM|REG)_\w+)\b/i

/** Events of the server's scheduler that clean the same tables: they come back every week, and delete what Drydock keeps. */
export async function cleaningEvents({
  database,
  dialect,
  bound,
}: PreflightScene): Promise<Finding[]> {
  const touched = bound.tables.map(({ table }) => new RegExp(`\\b${table.name}\\b`, 'i'))
  const cleans = (text: string) =>
    vendors.test(text) ||
    (/\b(DELETE|TRUNCATE|DROP)\b/i.test(text) && touched.some((table) => table.test(text)))
  const [server] = await database.query(eventScheduler)
  const off = server?.scheduler === 'ON' ? '' : ' (the event scheduler is off)'
  const enabled = (await database.query(events)).filter(({ status }) => status === 'ENABLED')
  const known = enabled.length === 0 ? [] : await database.query(routines)
  const found: Finding[] = []
  for (const row of enabled) {
    const { owner, name } = row
    const event = `\`${owner ?? ''}\`.\`${name ?? ''}\``
    const { texts, unread } = readThrough(row, known)
    const remedy = `Switch it off: ALTER EVENT ${event} DISABLE. The vendor's procedures delete rows that Drydock keeps.`
    if (/clean|purge/i.test(name ?? '') || texts.some(cleans))
      found.push(warning(`The event ${event} cleans too, by rules of its own${off}.`, remedy))
    else if (unread.length > 0)
      found.push(
        warning(
          `The event ${event} runs ${unread.join(', ')}, which could not be read${off}: whether it cleans is not known.`,
          `Read it (SHOW CREATE PROCEDURE as its owner); if it cleans: ALTER EVENT ${event} DISABLE.`,
        ),
      )
  }
  const lines = (await database.query(dialect.server.grants)).flatMap(
    (row) => Object.values(row)[0] ?? [],
  )
  const { everywhere } = readGrants(lines, '')
  if (off === '' && !everywhere.has('EVENT') && !everywhere.has('ALL'))
    found.push(
      warning(
        'The event scheduler is on, and events of databases on which the user has not EVENT are not seen, nor whether one of them cleans.',
        'As the master user: SELECT EVENT_SCHEMA, EVENT_NAME, EVENT_DEFINITION FROM information_schema.EVENTS. Or GRANT EVENT ON *.* TO the user of the secret, which shows them and would let it make events.',
      ),
    )
  return found
}

/** The text of an event and of all that it calls; what it calls and cannot be read, by name. */
function readThrough(
  event: Row,
  known: readonly Row[],
): { readonly texts: readonly string[]; readonly unread: readonly string[] } {
  const texts: string[] = []
  const unread = new Set<string>()
  const seen = new Set<Row>()
  const waiting: Row[] = [event]
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    const text = one.definition ?? ''
    texts.push(text)
    if (/\bPREPARE\b/i.test(text)) unread.add('a statement that it puts together (PREPARE)')
    for (const { owner, name } of called(text, one.owner ?? '', known)) {
      const routine = known.find((other) => same(other.name, name) && same(other.owner, owner))
      if (routine?.definition == null) unread.add(`${owner}.${name}`)
      else if (!seen.has(routine)) {
        seen.add(routine)
        waiting.push(routine)
      }
    }
  }
  return { texts, unread: [...unread] }
}

const same = (one: string | null | undefined, other: string): boolean =>
  (one ?? '').toLowerCase() === other.toLowerCase()

/** What a text calls: procedures by CALL, functions by their names. */
function called(
  text: string,
  home: string,
  known: readonly Row[],
): readonly { readonly owner: string; readonly name: string }[] {
  const procedures = [...text.matchAll(/\bCALL\s+(?:`?([\w$]+)`?\s*\.\s*)?`?([\w$]+)`?/gi)].map(
    ([, owner = home, name = '']) => ({ owner, name }),
  )
  const functions = known
    .filter(({ name }) => /^[\w$]+$/.test(name ?? ''))
    .filter(({ name }) =>
      new RegExp(`(?<![\\w$])\`?${(name ?? '').replaceAll('$', '\\$')}\`?\\s*\\(`, 'i').test(text),
    )
    .map(({ owner, name }) => ({ owner: owner ?? '', name: name ?? '' }))
  return [...procedures, ...functions]
}
