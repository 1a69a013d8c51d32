import type { Job, JobTexts } from '../answers.ts'
import { ask, text, type Database, type Question } from '../database.ts'
import type { Sql } from '../dialect.ts'
import { answering, joined, literal, raw, sql, written } from './ora-text.ts'

/** The server's own jobs, and RDS's. */
const owners =
  "NOT IN (SELECT USERNAME FROM DBA_USERS WHERE ORACLE_MAINTAINED = 'Y' " +
  "UNION ALL SELECT 'RDSADMIN' FROM DUAL)"

/** Jobs of DBMS_SCHEDULER with what their programs run, and those of the older DBMS_JOB. */
const active: Question<readonly Job[]> = answering(
  raw(
    'SELECT j.OWNER AS "owner", j.JOB_NAME AS "name", ' +
      'NVL(j.JOB_ACTION, p.PROGRAM_ACTION) AS "definition" FROM DBA_SCHEDULER_JOBS j ' +
      'LEFT JOIN DBA_SCHEDULER_PROGRAMS p ON p.OWNER = j.PROGRAM_OWNER ' +
      'AND p.PROGRAM_NAME = j.PROGRAM_NAME ' +
      `WHERE j.ENABLED = 'TRUE' AND j.OWNER ${owners} UNION ALL ` +
      `SELECT SCHEMA_USER, 'DBMS_JOB ' || JOB, WHAT FROM DBA_JOBS WHERE BROKEN = 'N' ` +
      `AND SCHEMA_USER ${owners} ORDER BY 1, 2`,
  ),
  (rows) =>
    rows.map((row) => ({
      owner: text(row.owner),
      name: text(row.name),
      shown: `"${text(row.owner)}"."${text(row.name)}"`,
      definition: text(row.definition),
    })),
)

export const jobs = (database: Pick<Database, 'query'>): Promise<readonly Job[]> =>
  ask(database, active)

export const jobsRun: Question<boolean> = answering(
  raw(
    'SELECT VALUE AS "value" FROM DBA_SCHEDULER_GLOBAL_ATTRIBUTE ' +
      "WHERE ATTRIBUTE_NAME = 'SCHEDULER_DISABLED'",
  ),
  ([row]) => text(row?.value).toUpperCase() !== 'TRUE',
)

/** The number of a job of DBMS_JOB; null of one of DBMS_SCHEDULER. */
export const olderJob = ({ name }: Job): number | null =>
  name.startsWith('DBMS_JOB ') ? Number(name.slice(9)) : null

/** DBMS_JOB is its owner's alone: another user is refused by the server. */
export const stopJob = (job: Job): Sql => {
  const number = olderJob(job)
  return written(
    raw(
      number === null
        ? `BEGIN DBMS_SCHEDULER.DISABLE(${literal(job.shown)}); END;`
        : `BEGIN DBMS_JOB.BROKEN(${number}, TRUE); COMMIT; END;`,
    ),
  )
}

interface Routine {
  readonly owner: string
  readonly name: string
  readonly definition: string
}

/** Functions, procedures and packages of the jobs' owners: a row a line. */
const routines = (of: readonly Job[]): Question<readonly Routine[]> =>
  answering(
    sql`SELECT OWNER AS "owner", NAME AS "name", TEXT AS "text" FROM DBA_SOURCE
      WHERE TYPE IN ('FUNCTION', 'PROCEDURE', 'PACKAGE BODY') AND OWNER IN (${joined(
        of.map(({ owner }) => sql`${owner}`),
        ', ',
      )}) ORDER BY OWNER, NAME, TYPE, LINE`,
    (rows) => {
      const found = new Map<string, Routine>()
      for (const row of rows) {
        const [owner, name] = [text(row.owner), text(row.name)]
        const before = found.get(`${owner}.${name}`)?.definition ?? ''
        found.set(`${owner}.${name}`, { owner, name, definition: before + text(row.text) })
      }
      return [...found.values()]
    },
  )

export async function readJobs(
  database: Pick<Database, 'query'>,
  of: readonly Job[],
): Promise<readonly JobTexts[]> {
  if (of.length === 0) return []
  const known = await ask(database, routines(of))
  return of.map((job) => readThrough(job, known))
}

/** The text of a job and of all that it calls; what it puts together is not known. */
function readThrough(job: Job, known: readonly Routine[]): JobTexts {
  const texts: string[] = []
  const unread = new Set<string>()
  const seen = new Set<Routine>()
  const waiting = [job.definition]
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    texts.push(one)
    if (/\bEXECUTE\s+IMMEDIATE\b|\bDBMS_SQL\b/i.test(one))
      unread.add('a statement that it puts together (EXECUTE IMMEDIATE)')
    // Wrapped source is no text to read.
    if (/^\s*(procedure|function|package body)\s+\S+\s+wrapped\b/i.test(one))
      unread.add('a routine whose source is wrapped')
    for (const routine of known)
      if (!seen.has(routine) && names(one, routine)) {
        seen.add(routine)
        waiting.push(routine.definition)
      }
  }
  // What it calls and is not among them is another owner's.
  for (const [, owner = '', name = ''] of job.definition.matchAll(calls))
    if (!/^(SYS|DBMS_\w+|UTL_\w+)$/i.test(owner) && !known.some((one) => names(name, one)))
      if (!known.some((one) => names(owner, one))) unread.add(`${owner}.${name}`)
  return { texts, unread: [...unread] }
}

/** A procedure that is called with its owner, or that of a package. */
const calls =
  /(?:^|;|\b(?:BEGIN|THEN|ELSE|LOOP)\b)\s*"?([\w$#]+)"?\s*\.\s*"?([\w$#]+)"?\s*(?=[.;(]|$)/gi

/** By its name alone: a procedure without parameters is called without brackets. */
const names = (statement: string, { name }: Routine): boolean =>
  new RegExp(`(?<![\\w$#])"?${name.replace(/[^\w]/g, '\\$&')}"?(?![\\w$#])`, 'i').test(statement)
