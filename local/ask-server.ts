import { NamedError } from '../functions/contract/errors.ts'
import { ask, type Database, type Question } from '../functions/engines/database.ts'
import type { Dialect } from '../functions/engines/dialect.ts'

interface Asked {
  readonly database: Database
  readonly dialect: Dialect
  /** Of the database, which has WSO2's tables. */
  readonly name: string
}

const table = 'IDN_OAUTH2_ACCESS_TOKEN'
const column = 'TIME_CREATED'
const [long, lately, soon] = [new Date(0), new Date('2026-01-01'), new Date('2027-01-01')]

/** What the preflight, the throttle and the upkeep ask of a server's own views and procedures. */
const questions = ({
  dialect: { server, schema, upkeep },
  name,
}: Asked): Readonly<Record<string, Question<unknown>>> => ({
  cipher: server.cipher,
  identity: server.identity,
  rights: server.rights(name),
  settings: server.settings,
  longestStatement: server.longestStatement,
  jobsRun: server.jobsRun,
  otherTables: server.otherTables([name]),
  columns: server.columns(name),
  sumUp: server.sumUp(name, table, []),
  estimates: server.estimates(name),
  space: server.space(name),
  sizes: schema.sizes(name, [table]),
  deleteTriggers: server.deleteTriggers(name),
  sessions: server.sessions,
  runningThreads: server.runningThreads,
  historyLength: server.historyLength,
  ...(server.logUsed && { logUsed: server.logUsed }),
  ...(server.keptLog && { keptLog: server.keptLog }),
  times: server.times(table, column, long, lately, soon),
  newest: server.newest(table, column, lately),
  refresh: upkeep.refresh(table),
  check: upkeep.check(table),
})

/**
 * Asks everything that ProveEngine does not: whether the server has the views, columns and
 * procedures of these names. What it answers is not compared with anything.
 * @returns how many questions it answered
 * @throws NamedError EngineNotProven, which names each question that it did not answer
 */
export async function askServer(asked: Asked): Promise<number> {
  const { database, dialect, name } = asked
  const { server } = dialect
  const calls: Record<string, () => Promise<unknown>> = {
    readiness: () => server.readiness(database),
    tableReadiness: () => server.tableReadiness(database, name, [table]),
    jobs: () => server.jobs(database),
    replicas: () => server.replicas(database),
  }
  for (const [what, question] of Object.entries(questions(asked)))
    calls[what] = () => ask(database, question)
  const failed: string[] = []
  for (const [what, call] of Object.entries(calls))
    await call().catch((error: Error) => void failed.push(`${what}: ${error.message}`))
  if (failed.length === 0) return Object.keys(calls).length
  throw new NamedError(
    'EngineNotProven',
    `The server does not answer ${failed.length} of ${Object.keys(calls).length} questions about ` +
      `itself, which the preflight and the throttle ask:\n${failed.join('\n')}\nWhere a right is ` +
      'missing, grant it and try again; else send these lines, with the version and edition.',
  )
}
