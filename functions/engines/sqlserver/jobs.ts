import type { Job, JobTexts } from '../answers.ts'
import { ask, text, type Database, type Question } from '../database.ts'
import type { Sql } from '../dialect.ts'
import { answering, raw, sql, written } from './ms-text.ts'

/** SQL Server Agent keeps its jobs in msdb; Express has no Agent. */
const readable: Question<boolean> = answering(
  raw(
    "SELECT CASE WHEN HAS_PERMS_BY_NAME('msdb.dbo.sysjobs', 'OBJECT', 'SELECT') = 1 AND " +
      "HAS_PERMS_BY_NAME('msdb.dbo.sysjobsteps', 'OBJECT', 'SELECT') = 1 THEN 1 ELSE 0 END AS may",
  ),
  ([row]) => row?.may === '1',
)

/** Where the user cannot see whether the Agent runs, it counts as running. */
export const jobsRun: Question<boolean> = answering(
  raw(
    "SELECT CASE WHEN CAST(SERVERPROPERTY('EngineEdition') AS INT) = 4 THEN 0 WHEN " +
      "HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE') = 0 THEN 1 ELSE (SELECT COUNT(*) FROM " +
      "sys.dm_server_services WHERE servicename LIKE 'SQL Server Agent%' AND status = 4) END AS " +
      'runs',
  ),
  ([row]) => Number(row?.runs) > 0,
)

const active: Question<readonly Job[]> = answering(
  raw(
    'SELECT j.name, t.database_name AS owner, t.step_id AS step, t.command AS definition FROM ' +
      'msdb.dbo.sysjobs j JOIN msdb.dbo.sysjobsteps t ON t.job_id = j.job_id WHERE j.enabled = 1 ' +
      "AND t.subsystem = 'TSQL' ORDER BY j.name, t.step_id",
  ),
  (rows) =>
    rows.map((row) => ({
      owner: text(row.owner),
      name: text(row.name),
      shown: `"${text(row.name)}" of SQL Server Agent (step ${text(row.step)})`,
      definition: text(row.definition),
    })),
)

export const jobs = async (database: Pick<Database, 'query'>): Promise<readonly Job[]> =>
  (await ask(database, readable)) ? ask(database, active) : []

export const stopJob = ({ name }: Job): Sql =>
  written(sql`EXEC msdb.dbo.sp_update_job @job_name = ${name}, @enabled = 0`)

interface Routine {
  readonly name: string
  readonly definition: string | null
}

/** Procedures and functions of the session's database; of another's, none is read. */
const routines: Question<readonly Routine[]> = answering(
  raw(
    'SELECT o.name, m.definition FROM sys.objects o LEFT JOIN sys.sql_modules m ON m.object_id = ' +
      "o.object_id WHERE o.type IN ('P', 'FN', 'IF', 'TF') AND o.is_ms_shipped = 0 " +
      'ORDER BY o.name',
  ),
  (rows) => rows.map((row) => ({ name: text(row.name), definition: row.definition ?? null })),
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
    if (/\bEXEC(UTE)?\s*\(|\bsp_executesql\b/i.test(one))
      unread.add('a statement that it puts together (EXEC)')
    for (const routine of known)
      if (!seen.has(routine) && calls(one, routine)) {
        seen.add(routine)
        if (routine.definition === null) unread.add(routine.name)
        else waiting.push(routine.definition)
      }
  }
  // What it runs and is not among them is the server's, or another database's.
  for (const [, name = ''] of job.definition.matchAll(/\bEXEC(?:UTE)?\s+([\w.[\]]+)/gi))
    if (!known.some((routine) => calls(`EXEC ${name}`, routine))) unread.add(name)
  return { texts, unread: [...unread] }
}

/** By its name alone: of two in different schemas both are read. */
const calls = (statement: string, { name }: Routine): boolean =>
  new RegExp(`(?<![\\w$])\\[?${name.replace(/[^\w]/g, '\\$&')}\\]?(?![\\w$])`, 'i').test(statement)
