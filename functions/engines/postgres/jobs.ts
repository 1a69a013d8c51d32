import type { Job, JobTexts } from '../answers.ts'
import { ask, text, type Database, type Question } from '../database.ts'
import type { Sql } from '../dialect.ts'
import { answering, raw, sql, written } from './pg-text.ts'

/**
 * The extension pg_cron keeps its jobs in one database of the server, and each user sees its own
 * (README of pg_cron: cron.database_name; the policy cron_job_policy).
 */
const home = "current_setting('cron.database_name', true)"

/** Whether a job of anybody would be seen; no other scheduler runs within the server. */
export const seesEveryJob = raw(
  `(${home} IS NULL OR (${home} = current_database() AND (u.rolsuper OR u.rolbypassrls)))`,
)

/** Whether its background worker runs jobs. */
export const jobsRun: Question<boolean> = answering(
  raw(
    `SELECT ${home} IS NOT NULL AND ` +
      "COALESCE(current_setting('cron.launch_active_jobs', true), 'on') = 'on' AS runs",
  ),
  ([row]) => row?.runs === 't',
)

const here: Question<boolean> = answering(
  raw(
    "SELECT COALESCE(has_table_privilege(to_regclass('cron.job'), 'SELECT'), false) AND " +
      "COALESCE(has_schema_privilege(to_regnamespace('cron'), 'USAGE'), false) AS here",
  ),
  ([row]) => row?.here === 't',
)

const active: Question<readonly Job[]> = answering(
  raw(
    'SELECT jobid AS id, to_jsonb(j) ->> ' +
      "'jobname' AS name, database AS owner, command AS definition FROM cron.job j " +
      'WHERE active ORDER BY jobid',
  ),
  (rows) =>
    rows.map((row) => ({
      owner: text(row.owner),
      name: `${text(row.id)}${row.name == null ? '' : ` ${row.name}`}`,
      shown: `${text(row.id)}${row.name == null ? '' : ` (${row.name})`} of pg_cron`,
      definition: text(row.definition),
    })),
)

export const jobs = async (database: Pick<Database, 'query'>): Promise<readonly Job[]> =>
  (await ask(database, here)) ? ask(database, active) : []

/** The number that a job's name begins with. */
export const numberOf = ({ name }: Job): string => String(BigInt(/^\d+/.exec(name)?.[0] ?? 0))

export const stopJob = (job: Job): Sql =>
  written(sql`SELECT cron.alter_job(CAST(${numberOf(job)} AS bigint), active := false)`)

interface Routine {
  readonly owner: string
  readonly name: string
  readonly definition: string
}

/** Functions and procedures, of no extension, in languages whose text is kept. */
const routines: Question<readonly Routine[]> = answering(
  raw(
    'SELECT n.nspname AS owner, p.proname AS name, COALESCE(p.prosrc, ' +
      "'') AS definition FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace " +
      "WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND NOT EXISTS (SELECT 1 " +
      "FROM pg_depend e WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid " +
      "AND e.deptype = 'e') ORDER BY 1, 2",
  ),
  (rows) =>
    rows.map((row) => ({
      owner: text(row.owner),
      name: text(row.name),
      definition: text(row.definition),
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

/** The text of a job and of all that it calls; what it puts together is not known. */
function readThrough(job: Job, known: readonly Routine[]): JobTexts {
  const texts: string[] = []
  const unread = new Set<string>()
  const seen = new Set<Routine>()
  const waiting = [job.definition]
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    texts.push(one)
    if (/\bEXECUTE\b/i.test(one)) unread.add('a statement that it puts together (EXECUTE)')
    for (const routine of known)
      if (!seen.has(routine) && calls(one, routine)) {
        seen.add(routine)
        waiting.push(routine.definition)
      }
  }
  // What it calls and is not among them is of an extension, of the server, or of another database.
  for (const [, name = ''] of job.definition.matchAll(/\bCALL\s+([\w."]+)\s*\(/gi))
    if (!known.some((routine) => calls(`${name}(`, routine))) unread.add(name)
  return { texts, unread: [...unread] }
}

/** By its name alone: of two in different schemas both are read. */
const calls = (statement: string, { name }: Routine): boolean =>
  new RegExp(`(?<![\\w$])"?${name.replace(/[^\w]/g, '\\$&')}"?\\s*\\(`, 'i').test(statement)
