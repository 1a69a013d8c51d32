import type { Job, JobTexts } from '../answers.ts'
import { ask, text, type Database, type Question } from '../database.ts'
import type { Sql } from '../dialect.ts'
import { answering, name, raw, sql, written } from './mysql-text.ts'

/** Databases of the server itself or of RDS; their events clean only these. */
const own = `('mysql', 'sys', 'information_schema', 'performance_schema')`

/**
 * Enabled events of the server's scheduler. A user sees only those of databases on which it has
 * EVENT.
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

/** Whether the event scheduler is running. */
export const jobsRun: Question<boolean> = answering(
  raw('SELECT @@GLOBAL.event_scheduler AS scheduler'),
  ([row]) => row?.scheduler === 'ON',
)

export const stopJob = ({ owner, name: event }: Job): Sql =>
  written(sql`ALTER EVENT ${name(owner)}.${name(event)} DISABLE`)

/** A procedure or function; null if this user cannot see its text. */
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

/**
 * The texts of an event and of everything it calls; the names of what it calls but cannot be read.
 */
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

/** What a text calls: procedures by CALL, functions by name. */
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
