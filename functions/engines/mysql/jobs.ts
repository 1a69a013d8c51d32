import type { Job, JobTexts } from '../answers.ts'
import { ask, text, type Database, type Question } from '../database.ts'
import type { Sql } from '../dialect.ts'
import { answering, name, raw, sql, written } from './mysql-text.ts'

/** Databases that the server, or RDS, keeps for itself; their events clean nothing but these. */
const own = `('mysql', 'sys', 'information_schema', 'performance_schema')`

/**
 * Events of the server's scheduler that are on. One sees those of databases on which one has EVENT.
 */
const enabled: Question<readonly Job[]> = answering(
  raw(
    'SELECT EVENT_SCHEMA AS owner, EVENT_NAME AS name, EVENT_DEFINITION AS definition, ' +
      `STATUS AS status FROM information_schema.EVENTS WHERE EVENT_SCHEMA NOT IN ${own} ORDER ` +
      'BY EVENT_SCHEMA, EVENT_NAME',
  ),
  (rows) =>
    rows
      .filter(({ status }) => status === 'ENABLED')
      .map((row) => ({
        owner: text(row.owner),
        name: text(row.name),
        shown: `\`${text(row.owner)}\`.\`${text(row.name)}\``,
        definition: text(row.definition),
      })),
)

export const jobs = (database: Pick<Database, 'query'>): Promise<readonly Job[]> =>
  ask(database, enabled)

/** Whether events run at their time. */
export const jobsRun: Question<boolean> = answering(
  raw('SELECT @@GLOBAL.event_scheduler AS scheduler'),
  ([row]) => row?.scheduler === 'ON',
)

export const stopJob = ({ owner, name: event }: Job): Sql =>
  written(sql`ALTER EVENT ${name(owner)}.${name(event)} DISABLE`)

/** A procedure or a function; null where its text is not this user's to see. */
interface Routine {
  readonly owner: string
  readonly name: string
  readonly definition: string | null
}

const routines: Question<readonly Routine[]> = answering(
  raw(
    'SELECT ROUTINE_SCHEMA AS owner, ROUTINE_NAME AS name, ROUTINE_DEFINITION AS definition ' +
      `FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA NOT IN ${own}`,
  ),
  (rows) =>
    rows.map((row) => ({
      owner: text(row.owner),
      name: text(row.name),
      definition: row.definition ?? null,
    })),
)

export async function readJobs(
  database: Pick<Database, 'query'>,
  of: readonly Job[],
): Promise<readonly JobTexts[]> {
  if (of.length === 0) return []
  const known = await ask(database, routines)
  return of.map((job) => readThrough(job, known))
}

/** The text of an event and of all that it calls; what it calls and cannot be read, by name. */
function readThrough(event: Routine, known: readonly Routine[]): JobTexts {
  const texts: string[] = []
  const unread = new Set<string>()
  const seen = new Set<Routine>()
  const waiting: Routine[] = [event]
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    const text = one.definition ?? ''
    texts.push(text)
    if (/\bPREPARE\b/i.test(text)) unread.add('a statement that it puts together (PREPARE)')
    for (const { owner, name } of called(text, one.owner, known)) {
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

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

/** What a text calls: procedures by CALL, functions by their names. */
function called(
  text: string,
  home: string,
  known: readonly Routine[],
): readonly { readonly owner: string; readonly name: string }[] {
  const procedures = [...text.matchAll(/\bCALL\s+(?:`?([\w$]+)`?\s*\.\s*)?`?([\w$]+)`?/gi)].map(
    ([, owner = home, name = '']) => ({ owner, name }),
  )
  const functions = known
    .filter(({ name }) => /^[\w$]+$/.test(name))
    .filter(({ name }) =>
      new RegExp(`(?<![\\w$])\`?${name.replaceAll('$', '\\$')}\`?\\s*\\(`, 'i').test(text),
    )
    .map(({ owner, name }) => ({ owner, name }))
  return [...procedures, ...functions]
}
